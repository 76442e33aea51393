import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { WholePortfolio } from '../../offers/whole-portfolio.ts';
import type { Asked } from '../solver/demand.ts';
import { highsSolver } from '../solver/optimum-highs.ts';
import { optimise, type Optimum } from '../solver/optimum.ts';
import type { Progress } from '../solver/searching.ts';

export type Order = { whole: WholePortfolio; asked: Asked };
export type Told =
  | { kind: 'progress'; progress: Progress }
  | { kind: 'done'; optimum: Optimum }
  | { kind: 'failed'; error: Error };

/** A thread of its own: the solver does not give way while it works. It takes one order after the other. */
const port = parentPort;
if (!port) throw new Error('This file runs in a thread of its own');
// Pages go first where processors are few; elsewhere than on Linux this would hold the whole server back.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
const load = await highsSolver();
const tell = (told: Told) => port.postMessage(told);
const oftenest = 100; // ms

port.on('message', ({ whole, asked }: Order) => {
  let last = 0;
  try {
    const optimum = optimise({
      whole,
      asked,
      load,
      clock: () => performance.now(),
      tell: progress => {
        if (performance.now() - last < oftenest) return;
        last = performance.now();
        tell({ kind: 'progress', progress });
      },
    });
    tell({ kind: 'done', optimum });
  } catch (error) {
    tell({ kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) });
  }
});
