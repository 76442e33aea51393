import { connect } from 'node:net';
import { serve } from '@hono/node-server';
import { afterAll, describe, expect, test } from 'vitest';
import { testApp } from '../app.ts';
import { client, fgu, findingsOf, jobklub, smallWorld } from './world.ts';

describe('what is not JSON as it should be', () => {
  test.each([['{"code":'], ['nonsense'], ['{"code":"a"} {}'], [''], ["{'code':'a'}"]])(
    '%s is refused as not JSON',
    async body => {
      expect(await sendText(body)).toMatchObject({
        status: 400,
        body: { detail: 'Indholdet er ikke gyldig JSON. Ret det, og send igen.' },
      });
    },
  );

  test.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'content said to be %s is refused with 415',
    async type => {
      expect(await sendText(JSON.stringify(fgu), type)).toMatchObject({
        status: 415,
        body: { rule: 'unsupported-content-type' },
      });
    },
  );

  test.each([['null'], ['[]'], ['"text"'], ['1e400']])('%s is not an object', async body => {
    const refused = await sendText(body);

    expect(refused.status).toBe(400);
    expect(findingsOf(refused.body)).toEqual([{ pointer: '', message: 'Send et objekt med felter.' }]);
  });

  test('a thousand times a thousand brackets are refused without falling over', async () => {
    const deep = '['.repeat(400_000) + ']'.repeat(400_000);

    expect((await sendText(deep)).status).toBe(400);
    expect((await sendText(`{"name":${deep}}`)).status).toBe(400);
  });

  test('a body of nothing but mistakes is answered with the first hundred of them', async () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`x${i}`, 1]));

    const refused = await sendText(JSON.stringify({ ...fgu, ...many }));

    expect(findingsOf(refused.body)).toHaveLength(100);
  });

  test.each(['__proto__', 'constructor', 'prototype', 'toString'])(
    'the name %s is as unknown as any other',
    async name => {
      const refused = await sendText(`{"${name}":{"admin":true},${JSON.stringify(fgu).slice(1)}`);

      expect(refused.status).toBe(400);
      expect(findingsOf(refused.body)).toEqual([
        { pointer: `/${name}`, message: 'Feltet kendes ikke. Fjern det, eller ret navnet.' },
      ]);
      expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
    },
  );

  test.each([
    ['NUL', 'FGU\u0000'],
    ['half of a surrogate pair', 'FGU\ud800'],
    ['an escape character', 'FGU\u001b[31m'],
    ['a tag from a stranger alphabet is kept', 'FGU <script>ж</script> 🎓'],
  ])('a name with %s', async (what, name) => {
    const reply = await sendText(JSON.stringify({ ...fgu, name }));

    expect(reply.status).toBe(what.includes('kept') ? 201 : 400);
  });
});

describe('figures and days that do not exist', () => {
  test.each([
    ['1e400', 'Skriv et tal.'],
    ['-1', 'Tallet er for lille. Mindst 0.'],
    ['0.5', 'Skriv et helt tal.'],
    ['100000000000001', 'Tallet er for stort. Højst 100000000000000.'],
    ['"5"', 'Skriv et tal.'],
  ])('%s øre', async (amount, message) => {
    expect(await findingsAbout(lineOf(amount))).toEqual([{ pointer: '/priceLines/0/amountOere', message }]);
  });

  test.each([
    '2023-02-30',
    '2023-13-01',
    '0000-01-01',
    '9999-12-31',
    '2023-2-3',
    'i går',
    '2023-02-03T00:00:00Z',
  ])('the day %s', async day => {
    const { evidence } = jobklub;
    const [first] = await findingsAbout({ evidence: { ...evidence, ratedOn: day } });
    expect(first?.pointer).toBe('/evidence/ratedOn');
  });
});

describe('every mistake at once, in words that say what to do', () => {
  test('in a new offer', async () => {
    const { post } = await smallWorld();
    const { name: _, ...nameless } = jobklub;

    const refused = await post('/api/portfolios/vifte/offers', {
      ...nameless,
      code: 'Kode!',
      years: [],
      breadth: 'wide',
      supplier: 3,
      purpose: { type: 'employment', expectedOutcome: '  ' },
      binding: { statutory: 'ja', legalBasis: null, contractUntil: null },
      targetGroups: 'alle',
      priceLines: [{ kind: 'gift' }],
      note: 'x'.repeat(4001),
    });

    expect(
      Object.fromEntries(findingsOf(refused.body).map(({ pointer, message }) => [pointer, message])),
    ).toEqual({
      '/code': 'Brug små bogstaver a–z, tal og bindestreger, fx kvinder-i-job.',
      '/name': 'Feltet mangler.',
      '/years': 'Vælg mindst én.',
      '/breadth': 'Vælg general eller specialised.',
      '/supplier': 'Skriv en tekst.',
      '/purpose/expectedOutcome': 'Feltet skal udfyldes.',
      '/binding/statutory': 'Vælg ja (true) eller nej (false).',
      '/targetGroups': 'Send en liste.',
      '/priceLines/0/kind': 'Vælg fixed eller activity.',
      '/note': 'Teksten er for lang. Skriv højst 4000 tegn.',
    });
  });
});

describe('methods and addresses', () => {
  test('a method an address does not know is answered with those it does', async () => {
    const { app } = await testApp();
    const { ask } = client(app);

    const refused = await ask('PUT', '/api/suppliers/fgu', fgu);
    const asked = await ask('OPTIONS', '/api/suppliers');

    expect(refused).toMatchObject({ status: 405, body: { rule: 'method-not-allowed' } });
    expect(refused.headers.get('Allow')).toBe('GET, PATCH, DELETE, HEAD, OPTIONS');
    expect(asked.status).toBe(204);
    expect(asked.headers.get('Allow')).toBe('GET, POST, HEAD, OPTIONS');
  });

  test('HEAD is GET without the content', async () => {
    const { ask, get } = await smallWorld();

    const head = await ask('HEAD', '/api/portfolios/vifte/balance');
    const read = await get('/api/portfolios/vifte/balance');

    expect(head).toMatchObject({ status: 200, etag: read.etag, body: '' });
  });

  test.each(['/api//suppliers', '//api/suppliers', '/api/suppliers/', '/API/suppliers', '/api/nothing'])(
    '%s is no address of ours',
    async path => {
      const { app } = await testApp();
      const reply = await app.request(
        new Request(`http://localhost${path}`, { headers: { Host: 'localhost' } }),
      );

      expect(reply.status).toBe(404);
    },
  );

  test.each([
    '/api/suppliers/fgu%2F..',
    '/api/suppliers/%00',
    '/api/suppliers/%E0%A4%A',
    '/api/suppliers/FGU',
  ])('%s holds no code', async path => {
    const { get } = await smallWorld();

    expect(await get(path)).toMatchObject({ status: 400, body: { findings: [{ parameter: 'supplier' }] } });
  });
});

describe('who may ask', () => {
  const elsewhere = [
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { Origin: 'http://evil.example' },
    { Origin: 'null' },
    { Origin: 'http://localhost:81' },
    { Origin: 'http://localhost', 'Sec-Fetch-Site': 'cross-site' },
  ];
  test.each(elsewhere)('%j cannot write by any method', async headers => {
    const { ask, get } = await smallWorld();

    for (const [method, path] of [
      ['POST', '/api/suppliers'],
      ['PATCH', '/api/suppliers/fgu'],
      ['DELETE', '/api/suppliers/fgu'],
      ['PUT', '/api/suppliers/fgu'],
      ['POST', '/nothing/here'],
    ] as const) {
      const refused = await ask(method, path, fgu, { ...headers, 'If-Match': '*' });
      expect(refused.status).toBe(403);
    }
    expect((await get('/api/suppliers/fgu')).body).toEqual(fgu);
  });

  test.each([
    {},
    { 'Sec-Fetch-Site': 'same-origin', Origin: 'http://localhost' },
    { 'Sec-Fetch-Site': 'none' },
  ])('%j can write', async headers => {
    const { app } = await testApp();

    expect((await client(app).post('/api/suppliers', fgu, headers)).status).toBe(201);
  });

  test.each(['evil.example', 'localhost.evil.example', '', 'localhost@evil.example'])(
    'a request for the host %j is not ours',
    async host => {
      const { app } = await testApp();

      expect((await client(app).get('/api/suppliers', { Host: host })).status).toBe(421);
    },
  );
});

test('the API allows nothing to be loaded and nobody to frame it, on errors too', async () => {
  const { get } = await smallWorld();

  for (const path of [
    '/api/suppliers',
    '/api/suppliers/none',
    '/api/portfolios/vifte/balance',
    '/api/openapi.json',
  ]) {
    const { headers } = await get(path);
    expect(headers.get('Content-Security-Policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  }
});

describe('over a connection', () => {
  const servers: { close: () => void }[] = [];
  afterAll(() => servers.forEach(server => server.close()));

  async function listening() {
    const { app } = await testApp();
    return new Promise<number>(resolve => {
      servers.push(serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => resolve(port)));
    });
  }

  test('a body too large is refused and the connection closed, and its rest is never taken for a request', async () => {
    const port = await listening();
    const smuggled = 'DELETE /api/suppliers/fgu HTTP/1.1\r\nHost: localhost\r\nIf-Match: *\r\n\r\n';

    const { received, closed } = await exchange(
      port,
      2,
      head('POST', 'Content-Length: 2000000\r\n'),
      smuggled.repeat(100),
    );

    expect(statusLines(received)).toEqual(['HTTP/1.1 413']);
    expect(received).toMatch(/\r\nConnection: close\r\n/i);
    expect(closed).toBe(true);
    const next = await fetch(`http://127.0.0.1:${port}/api/suppliers`, {
      headers: { Host: 'localhost' },
    }).catch(() => null);
    expect(next).not.toBeNull();
  });

  test('a body too large in pieces without a length is refused as well', async () => {
    const port = await listening();
    const piece = `10000\r\n${'x'.repeat(0x10000)}\r\n`;

    const { received } = await exchange(
      port,
      1,
      head('POST', 'Transfer-Encoding: chunked\r\n'),
      piece.repeat(20),
    );

    expect(received).toMatch(/^HTTP\/1\.1 413/);
  });

  test('two requests on one connection are each answered after a refused one of a fair size', async () => {
    const port = await listening();
    const bad = '{"code":';
    const good = JSON.stringify(fgu);

    const { received } = await exchange(
      port,
      2,
      head('POST', `Content-Length: ${Buffer.byteLength(bad)}\r\n`) + bad,
      head('POST', `Content-Length: ${Buffer.byteLength(good)}\r\n`) + good,
    );

    expect(statusLines(received)).toEqual(['HTTP/1.1 400', 'HTTP/1.1 201']);
  });
});

async function sendText(body: string, type = 'application/json') {
  const { app } = await testApp();
  return client(app).ask('POST', '/api/suppliers', body, { 'Content-Type': type });
}

async function findingsAbout(change: object | string) {
  const { patch } = await smallWorld();
  const refused = await patch('/api/portfolios/vifte/offers/jobklub', change);
  expect(refused.status).toBe(400);
  return findingsOf(refused.body);
}

function lineOf(more: string) {
  return `{"priceLines":[{"kind":"fixed","year":2024,"basis":"contract","source":null,"note":null,"amountOere":${more}}]}`;
}

function statusLines(received: string): string[] {
  return received.match(/HTTP\/1\.1 \d+/g) ?? [];
}

function head(method: string, more: string) {
  return `${method} /api/suppliers HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${more}\r\n`;
}

/** Sends the bytes as they are and gives all that came back until the server closed, had given that many answers or fell silent. */
function exchange(
  port: number,
  answers: number,
  ...parts: string[]
): Promise<{ received: string; closed: boolean }> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    let received = '';
    let closed = false;
    const done = () => {
      socket.destroy();
      resolve({ received, closed });
    };
    socket.setTimeout(5000, done);
    socket.on('data', data => {
      received += data.toString();
      if (statusLines(received).length >= answers) setTimeout(done, 300);
    });
    socket.on('close', () => {
      closed = true;
      done();
    });
    socket.on('error', () => {});
    for (const part of parts) socket.write(part);
  });
}
