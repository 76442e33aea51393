import { describe, expect, test } from 'vitest';
import { isLoopback, readConfig } from '../src/config.ts';
import { placeOf, RuleBroken } from '../src/shared/rule-broken.ts';

describe('the configuration', () => {
  test('needs nothing: PGlite in ./data on this machine alone', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      port: 3000,
      dataDir: './data',
      databaseUrl: undefined,
      replicaUrls: [],
      jobindsatsToken: undefined,
      jobindsatsUrl: 'https://api.jobindsats.dk',
      logLevel: 'info',
      allowedHosts: [],
    });
  });

  test('is read from the environment', () => {
    const config = readConfig({
      HOST: '::1',
      PORT: '8080',
      DATA_DIR: '/var/lib/vifte',
      DATABASE_URL: 'postgres://vifte:hemmelig@db.example:5433/vifte?sslmode=require',
      DATABASE_REPLICA_URLS: 'postgresql://a/vifte, postgresql://b/vifte',
      JOBINDSATS_TOKEN: 'noegle',
      JOBINDSATS_URL: 'https://jobindsats.example.dk',
      LOG_LEVEL: 'debug',
      ALLOWED_HOSTS: 'Vifte.Example.dk',
    });

    expect(config).toEqual({
      host: '::1',
      port: 8080,
      dataDir: '/var/lib/vifte',
      databaseUrl: 'postgres://vifte:hemmelig@db.example:5433/vifte?sslmode=require',
      replicaUrls: ['postgresql://a/vifte', 'postgresql://b/vifte'],
      jobindsatsToken: 'noegle',
      jobindsatsUrl: 'https://jobindsats.example.dk',
      logLevel: 'debug',
      allowedHosts: ['vifte.example.dk'],
    });
  });

  test('counts an empty variable as not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ' })).toEqual(readConfig({}));
  });

  test('reports every mistake by name, all at once', () => {
    const refusal = refused({
      HOST: 'http://localhost',
      PORT: 'tretusind',
      DATABASE_URL: 'mysql://vifte@localhost/vifte',
      DATABASE_REPLICA_URLS: 'postgres://a/vifte;postgres://b',
      LOG_LEVEL: 'snakkesalig',
      ALLOW_OPEN: 'ja',
      ALLOWED_HOSTS: 'vifte.dk:443',
    });

    expect(refusal.rule).toBe('configuration');
    expect(names(refusal)).toEqual([
      'HOST',
      'PORT',
      'DATABASE_URL',
      'DATABASE_REPLICA_URLS',
      'LOG_LEVEL',
      'ALLOW_OPEN',
      'ALLOWED_HOSTS',
    ]);
    for (const name of names(refusal)) expect(refusal.message).toContain(`\n  ${name} skal `);
  });

  test.each(['65536', '-1', '3000.5', '0x10', '1e3', '999999'])('refuses port %s', port => {
    expect(refused({ PORT: port }).findings).toHaveLength(1);
  });

  test.each(['postgres://localhost', 'postgres://localhost/', 'localhost/vifte', 'vifte'])(
    'refuses %s as a database address',
    url => {
      expect(names(refused({ DATABASE_URL: url }))).toEqual(['DATABASE_URL']);
    },
  );

  test('never repeats a database address, which may hold a password', () => {
    const refusal = refused({ DATABASE_URL: 'mysql://vifte:hemmelig@localhost/vifte' });

    expect(refusal.message).not.toContain('hemmelig');
  });

  test('refuses replicas of a database that is not named', () => {
    const refusal = refused({ DATABASE_REPLICA_URLS: 'postgres://a/vifte' });

    expect(names(refusal)).toEqual(['DATABASE_REPLICA_URLS']);
  });
});

describe('a server others can reach', () => {
  test.each(['0.0.0.0', '::', '192.168.1.10', 'vifte.example.dk'])(
    'is refused on %s without a login',
    host => {
      const refusal = refused({ HOST: host });

      expect(names(refusal)).toEqual(['HOST']);
      expect(refusal.findings[0]?.message).toContain('ALLOW_OPEN=1');
    },
  );

  test('is refused together with every other mistake', () => {
    const refusal = refused({ HOST: '0.0.0.0', PORT: 'x', DATABASE_REPLICA_URLS: 'postgres://a/vifte' });

    expect(names(refusal).toSorted()).toEqual(['DATABASE_REPLICA_URLS', 'HOST', 'PORT']);
  });

  test('is started when somebody says so', () => {
    expect(readConfig({ HOST: '0.0.0.0', ALLOW_OPEN: '1' }).host).toBe('0.0.0.0');
  });

  test.each([
    ['127.0.0.1', true],
    ['127.8.9.10', true],
    ['::1', true],
    ['localhost', true],
    ['LOCALHOST', true],
    ['127.0.0.1.example.dk', false],
    ['128.0.0.1', false],
    ['::', false],
    ['localhost.example.dk', false],
  ])('%s: only this machine reaches it: %s', (host, loopback) => {
    expect(isLoopback(host)).toBe(loopback);
  });
});

function refused(env: Record<string, string>): RuleBroken {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof RuleBroken) return error;
    throw error;
  }
  throw new Error('was not refused');
}

function names(refusal: RuleBroken): string[] {
  return refusal.findings.map(placeOf);
}
