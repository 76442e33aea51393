import { writeSync } from 'node:fs';
import { openWith } from '../../src/database/database.ts';
import { migrations } from '../../src/migrations.ts';
import { Supplier } from '../../src/suppliers/supplier.entity.ts';

/**
 * A process of its own, to be killed: opens the folder, tells which suppliers it finds there, then writes one after the
 * other and tells each once its commit is confirmed.
 */
const [dataDir = '', mode = 'write'] = process.argv.slice(2);

const database = await openWith({ entities: [Supplier], migrations }, { dataDir });
const { orm, powerSafe } = database;
const found = await orm.em.fork().findAll(Supplier, { fields: ['code'] });
tell({ found: found.map(supplier => supplier.code), powerSafe });

if (mode === 'read') await database.close();
else if (mode === 'write') {
  for (let number = found.length; ; number++) {
    const em = orm.em.fork();
    const { code } = em.create(Supplier, {
      code: `${process.pid}-${number}`,
      name: 'Skrevet før strømmen gik',
      kind: 'company',
      sources: [],
    });
    await em.flush();
    tell({ confirmed: code });
  }
} else setInterval(() => {}, 1000);

/** At once and not through the event loop, which does not turn while one commit follows the other. */
function tell(message: object): void {
  writeSync(1, `${JSON.stringify(message)}\n`);
}
