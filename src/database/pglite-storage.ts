import { closeSync, fsyncSync, openSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type InitArguments = Parameters<NodeFS['init']>;

/** PGlite's own, without the -F that turns fsync off; wal_sync_method=fsync because that is the call we make real. */
export const durableStartParams = [
  ...PGlite.defaultStartParams.filter(param => param !== '-F'),
  '-c',
  'fsync=on',
  '-c',
  'wal_sync_method=fsync',
];

/**
 * PGlite's folder on disk, with an fsync that reaches the disk: the one PGlite is built with has no fsync at all, so a
 * power cut loses every recent commit and may leave a folder that cannot be opened.
 */
export class DurableNodeFS extends NodeFS {
  /** How often PostgreSQL has asked for a sync and got it; 0 means that PGlite has changed inside. */
  syncs = 0;

  override async init(...[pg, options]: InitArguments) {
    const { emscriptenOpts } = await super.init(pg, options);
    const preRun = [...(emscriptenOpts.preRun ?? []), (module: object) => this.#makeSyncReal(module)];
    return { emscriptenOpts: { ...emscriptenOpts, preRun } };
  }

  #makeSyncReal(module: object): void {
    const nodeFs = findNodeFs(module);
    if (!nodeFs) return;
    nodeFs.stream_ops.fsync = stream => {
      try {
        if (stream.nfd === undefined) syncFolder(nodeFs.realPath(stream.node));
        else fsyncSync(stream.nfd);
        this.syncs++;
        return 0;
      } catch {
        return emscriptenEio;
      }
    };
  }
}

const emscriptenEio = 29;

export function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** A new file is only there after a power cut when its folder has been synced; Windows has no such thing. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** `nfd` is Node's file descriptor; an opened folder has none. */
type Stream = { nfd?: number; node: unknown };
type EmscriptenNodeFs = {
  stream_ops: { fsync?: (stream: Stream) => number };
  realPath: (node: unknown) => string;
};

/** Emscripten's types don't name it and it has moved between versions of PGlite. */
function findNodeFs(module: object): EmscriptenNodeFs | undefined {
  const candidates = [
    property(module, 'NODEFS'),
    property(property(property(module, 'FS'), 'filesystems'), 'NODEFS'),
  ];
  return candidates.find(isNodeFs);
}

function isNodeFs(candidate: unknown): candidate is EmscriptenNodeFs {
  return (
    typeof property(candidate, 'realPath') === 'function' &&
    typeof property(property(candidate, 'stream_ops'), 'open') === 'function'
  );
}

function property(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null && name in of ? Reflect.get(of, name) : undefined;
}
