import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { Database } from '../../database/database.ts';
import { wholePortfolio } from '../../offers/whole-portfolio.query.ts';
import type { WholePortfolio } from '../../offers/whole-portfolio.ts';
import { RuleBroken, refuseIf } from '../../shared/rule-broken.ts';
import type { Order, Told } from './optimum.worker.ts';
import { askedOf, questionFindings } from './optimum-question.ts';
import type { Question } from './question.schema.ts';
import type { Optimum } from '../solver/optimum.ts';
import type { Progress } from '../solver/searching.ts';

/** A question being answered, or answered. Kept in memory: after a restart it is asked again. */
export type OptimumRun = {
  code: string;
  whole: WholePortfolio;
  question: Question;
  state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
  progress: Progress;
  optimum: Optimum | null;
};

const mostWaiting = 10;
const mostKept = 50;
/** HiGHS looks at its clock now and then only; who has not answered long after the time is stopped. */
const patience = (seconds: number) => seconds * 2000 + 15_000; // ms

/** The answer to this question about this vifte as it stands; the same question again is the same run. */
export async function startOptimum(
  database: Database,
  log: Logger,
  portfolio: string,
  question: Question,
): Promise<OptimumRun> {
  const revision = await database.revision();
  const whole = await wholePortfolio(database, portfolio);
  refuseIf(questionFindings(whole, question));
  const identity = JSON.stringify([revision, portfolio, question]);
  const code = `k${createHash('sha256').update(identity).digest('hex').slice(0, 16)}`;
  return runsOf(database).start({ code, whole, question }, log);
}

export function findOptimum(database: Database, code: string): OptimumRun {
  const run = runsOf(database).find(code);
  if (run) return run;
  throw new RuleBroken(
    'not-found',
    `Beregningen ${code} findes ikke længere. Beregninger gemmes kun, mens serveren kører; stil spørgsmålet igen.`,
    { status: 404 },
  );
}

export function cancelOptimum(database: Database, code: string): void {
  runsOf(database).cancel(findOptimum(database, code));
}

const byDatabase = new WeakMap<Database, OptimumRuns>();

function runsOf(database: Database): OptimumRuns {
  const known = byDatabase.get(database);
  if (known) return known;
  const made = new OptimumRuns();
  byDatabase.set(database, made);
  return made;
}

/** One run at a time in one thread, which is kept for the next; the others wait their turn. */
class OptimumRuns {
  private readonly runs = new Map<string, OptimumRun>();
  private readonly waiting: OptimumRun[] = [];
  private current: { run: OptimumRun; late: NodeJS.Timeout } | null = null;
  private worker: Worker | null = null;

  find(code: string): OptimumRun | undefined {
    return this.runs.get(code);
  }

  start(asked: Pick<OptimumRun, 'code' | 'whole' | 'question'>, log: Logger): OptimumRun {
    const known = this.runs.get(asked.code);
    if (known && known.state !== 'cancelled' && known.state !== 'failed') return known;
    if (this.waiting.length >= mostWaiting) {
      throw new RuleBroken(
        'too-many-runs',
        `Der venter allerede ${mostWaiting} beregninger. Prøv igen om et øjeblik, eller annullér en af dem.`,
      );
    }
    const run: OptimumRun = {
      ...asked,
      state: 'waiting',
      progress: { points: 0, questions: 0, doing: 'frontier' },
      optimum: null,
    };
    this.runs.delete(run.code);
    this.runs.set(run.code, run);
    this.forget();
    this.waiting.push(run);
    this.next(log);
    return run;
  }

  cancel(run: OptimumRun): void {
    if (run.state === 'waiting') {
      this.waiting.splice(this.waiting.indexOf(run), 1);
      run.state = 'cancelled';
    } else if (run.state === 'running') {
      run.state = 'cancelled';
      this.stopThread();
    }
  }

  private forget(): void {
    for (const [code, { state }] of this.runs) {
      if (this.runs.size <= mostKept) return;
      if (state !== 'waiting' && state !== 'running') this.runs.delete(code);
    }
  }

  private next(log: Logger): void {
    if (this.current) return;
    const run = this.waiting.shift();
    if (!run) return;
    const worker = (this.worker ??= this.thread(log));
    run.state = 'running';
    const late = setTimeout(() => {
      log.error({ run: run.code }, 'an optimum did not end in its time');
      run.state = 'failed';
      this.stopThread();
    }, patience(run.question.seconds));
    late.unref();
    this.current = { run, late };
    const order: Order = { whole: run.whole, asked: askedOf(run.question) };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage(order);
  }

  private thread(log: Logger): Worker {
    const worker = new Worker(workerFile, { resourceLimits: { maxOldGenerationSizeMb: 512 } });
    worker.unref();
    worker.on('message', (told: Told) => this.hear(told, log));
    worker.on('error', error => log.error({ err: error }, 'the thread of the optimum failed'));
    worker.on('exit', () => {
      if (this.worker === worker) this.worker = null;
      const { current } = this;
      if (current && this.worker === null)
        this.end(current.run, current.run.state === 'running' ? 'failed' : null, log);
    });
    return worker;
  }

  private hear(told: Told, log: Logger): void {
    const run = this.current?.run;
    if (!run || run.state !== 'running') return;
    switch (told.kind) {
      case 'progress':
        run.progress = told.progress;
        return;
      case 'done':
        run.optimum = told.optimum;
        if (told.optimum.kind === 'frontier') run.progress.points = told.optimum.points.length;
        return this.end(run, 'done', log);
      case 'failed':
        log.error({ run: run.code, err: told.error }, 'an optimum failed');
        return this.end(run, 'failed', log);
    }
  }

  private end(run: OptimumRun, state: 'done' | 'failed' | null, log: Logger): void {
    if (state) run.state = state;
    if (this.current) clearTimeout(this.current.late);
    this.current = null;
    this.next(log);
  }

  /** The solver hears nothing while it works, so its thread is stopped; its end starts the next run in a new one. */
  private stopThread(): void {
    void this.worker?.terminate();
  }
}

/** Beside this file as it is written; in the built program under its own path, since this code is then in a shared part. */
const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? './optimum.worker.ts' : './src/scenarios/optimum/optimum.worker.js',
  import.meta.url,
);
