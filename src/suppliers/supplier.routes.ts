import { z } from '@hono/zod-openapi';
import { byRevision } from '../database/by-revision.ts';
import { answerChanged, answerCreated, answerOne, answerPage, router } from '../shared/http/http.ts';
import { byNameOrCode, operations, paging, searched } from '../shared/http/operations.ts';
import { byText, page } from '../shared/http/paging.ts';
import { Code } from '../shared/source.schema.ts';
import { hasWords } from '../shared/words.ts';
import { Supplier as SupplierEntity } from './supplier.entity.ts';
import { NewSupplier, Supplier, SupplierChange } from './supplier.schema.ts';
import type { OffersOfSupplier } from './suppliers-seen.query.ts';
import { createSupplier, deleteSupplier, findSupplier, reviseSupplier } from './supplier.verbs.ts';

const { list, create, read, change, remove } = operations({
  name: 'Supplier',
  tag: 'Leverandører',
  words: { a: 'en leverandør', the: 'leverandøren', many: 'leverandører' },
  path: '/suppliers',
  onePath: '/suppliers/{supplier}',
  within: z.object({}),
  one: z.object({ supplier: Code.meta({ title: 'Leverandør' }) }),
  schema: Supplier,
  input: NewSupplier,
  change: SupplierChange,
  query: z.strictObject({
    ...paging,
    sort: byNameOrCode.default('name'),
    kind: NewSupplier.shape.kind.optional(),
    text: searched,
  }),
});

const everySupplier = byRevision(async (database, _all: string) => {
  const all = await database.orm.em.fork().findAll(SupplierEntity);
  return all.map(one => one.view());
});

export const suppliers = (offersOf: OffersOfSupplier) =>
  router()
    .openapi(list, async c => {
      const { cursor = null, limit, sort, kind, text = '' } = c.req.valid('query');
      const all = await everySupplier(c.var.database, 'all');
      const chosen = all.filter(
        ({ code, name, ...supplier }) => (!kind || supplier.kind === kind) && hasWords(text, [name, code]),
      );
      const order = byText(sort, {
        name: (supplier: (typeof all)[number]) => supplier.name,
        code: supplier => supplier.code,
      });
      return answerPage(c, page(chosen, order, cursor, limit));
    })
    .openapi(create, c => answerCreated(c, em => createSupplier(em, c.req.valid('json'))))
    .openapi(read, async c => answerOne(c, await findSupplier(c.var.em, c.req.valid('param').supplier)))
    .openapi(change, async c => {
      const { supplier } = c.req.valid('param');
      const seen = c.req.header('If-Match');
      return answerChanged(c, await reviseSupplier(c.var.em, supplier, c.req.valid('json'), seen));
    })
    .openapi(remove, async c => {
      await deleteSupplier(c.var.em, c.req.valid('param').supplier, c.req.header('If-Match'), offersOf);
      return c.body(null, 204);
    });
