import { Readable } from 'node:stream';
import { Busboy, type BusboyFileStream, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import { RuleBroken } from '../../shared/rule-broken.ts';

/** A file as a form sends it; fields that stand after the file in the form are not seen. */
export type Upload = {
  fileName: string;
  type: string;
  fields: ReadonlyMap<string, string>;
  bytes: AsyncIterable<Uint8Array>;
};

/** The bytes of a request as they come. */
export function bytesOf(request: Request): AsyncIterable<Uint8Array> {
  return request.body ?? Readable.from([]);
}

/**
 * The one file of a form, handed on while it still comes.
 * @throws RuleBroken `invalid-form` where there is none or the form cannot be read
 */
export async function uploadOf(request: Request): Promise<Upload> {
  const fields = new Map<string, string>();
  const busboy = parserFor(request.headers.get('content-type') ?? '');
  const found = new Promise<Upload | null>((resolve, reject) => {
    busboy.on('field', (name: string, value: string) => {
      fields.set(name, value);
    });
    busboy.on('file', (_name: string, stream: BusboyFileStream, ...rest: (string | undefined)[]) => {
      const [fileName = '', , type = ''] = rest;
      stream.on('error', reject);
      resolve({ fileName, type, fields, bytes: stream });
    });
    busboy.on('finish', () => resolve(null));
    busboy.on('error', reject);
  });
  const input = Readable.from(bytesOf(request));
  input.on('error', error => busboy.destroy(error));
  input.pipe(busboy);
  const upload = await found.catch(() => null);
  if (upload === null || upload.fileName === '') {
    input.destroy();
    throw new RuleBroken('invalid-form', 'Vælg en fil, og send formularen igen.', { status: 422 });
  }
  return upload;
}

function parserFor(type: string): BusboyInstance {
  try {
    const headers: BusboyHeaders = { 'content-type': type };
    return new Busboy({ headers, limits: { files: 1, fields: 20, fieldSize: 500_000, fieldNameSize: 100 } });
  } catch {
    throw new RuleBroken('invalid-form', 'Formularen kunne ikke læses. Send den igen.', { status: 422 });
  }
}
