import { styleText } from 'node:util';
import { pino, type Logger } from 'pino';
import { z } from 'zod';
import type { Config } from './config.ts';

/** One JSON object a line for programs; for a person at a terminal the same in short. */
export function createLog(level: Config['logLevel']): Logger {
  const out = process.stdout;
  const options = {
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  if (out.isTTY) return pino(options, { write: line => out.write(`${inShort(line)}\n`) });
  // A write of its own for each request is a fifth of what a request costs: lines are gathered, at most a second.
  return pino(options, pino.destination({ fd: out.fd, sync: false, minLength: 4096, periodicFlush: 1000 }));
}

const Line = z.object({
  level: z.string(),
  time: z.iso.datetime(),
  msg: z.string().default(''),
  method: z.string().optional(),
  path: z.string().optional(),
  status: z.number().optional(),
  ms: z.number().optional(),
  err: z.object({ stack: z.string() }).optional(),
});

function inShort(json: string): string {
  const line = Line.safeParse(JSON.parse(json)).data;
  if (!line) return json.trimEnd();
  const time = styleText('dim', clock.format(new Date(line.time)));
  const what =
    line.status === undefined
      ? line.msg
      : `${line.method} ${line.path} ${line.status} ${styleText('dim', `${line.ms} ms`)}`;
  const level = line.level === 'info' ? '' : `${styleText('bold', line.level)} `;
  return `${time} ${level}${what}${line.err ? `\n${line.err.stack}` : ''}`;
}

const clock = new Intl.DateTimeFormat('da-DK', { timeStyle: 'medium' });
