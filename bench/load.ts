import { spawn, spawnSync } from 'node:child_process';

/** The program that makes the load; written in C, so that it does not slow the server it measures on a small machine. */
export function requireWrk(): void {
  if (spawnSync('wrk', ['--version']).error === undefined) return;
  throw new Error('npm run bench needs wrk: apt-get install wrk, or brew install wrk');
}

export type Load = { rate: number; requests: number };

/** Requests per second at 50 connections; refuses to count answers that are errors. */
export async function requestsPerSecond(url: string, seconds: number, header?: string): Promise<Load> {
  const headers = header === undefined ? [] : ['-H', header];
  const wrk = spawn('wrk', ['-t1', '-c50', `-d${seconds}s`, ...headers, url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  for await (const chunk of wrk.stdout) output += chunk;
  const failed = /(Non-2xx or 3xx responses|Socket errors).*/.exec(output);
  if (failed) throw new Error(`${url}: ${failed[0]}`);
  const [, requests] = /(\d+) requests in /.exec(output) ?? [];
  const [, rate] = /Requests\/sec:\s+([\d.]+)/.exec(output) ?? [];
  if (rate === undefined || requests === undefined) throw new Error(`wrk did not measure ${url}:\n${output}`);
  return { rate: Number(rate), requests: Number(requests) };
}
