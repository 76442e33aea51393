import { z } from '@hono/zod-openapi';
import { byRevision } from '../database/by-revision.ts';
import { answerChanged, answerCreated, answerOne, answerPage, router } from '../shared/http/http.ts';
import { byTitleOrCode, operations, paging, searched } from '../shared/http/operations.ts';
import { byText, page } from '../shared/http/paging.ts';
import { Code } from '../shared/source.schema.ts';
import { hasWords } from '../shared/words.ts';
import { Area as AreaEntity } from './area.entity.ts';
import { Area, NewArea } from './area.schema.ts';
import { Measure as MeasureEntity } from './measure.entity.ts';
import { Measure, MeasureChange, NewMeasure } from './measure.schema.ts';
import { createArea, createMeasure, findMeasure, reviseMeasure } from './measure.verbs.ts';

const measureOperations = operations({
  name: 'Measure',
  tag: 'Målinger',
  words: { a: 'en måling', the: 'målingen', many: 'målinger' },
  path: '/measures',
  onePath: '/measures/{measure}',
  within: z.object({}),
  one: z.object({ measure: Code.meta({ title: 'Måling' }) }),
  schema: Measure,
  input: NewMeasure,
  change: MeasureChange,
  query: z.strictObject({
    ...paging,
    sort: byTitleOrCode.default('title'),
    distance: NewMeasure.shape.distance.unwrap().optional().meta({ title: 'Det rette mål for' }),
    text: searched,
  }),
});

const areaOperations = operations({
  name: 'Area',
  tag: 'Målinger',
  words: { a: 'et område', the: 'området', many: 'områder' },
  path: '/areas',
  onePath: '/areas/{area}',
  within: z.object({}),
  one: z.object({ area: Code.meta({ title: 'Område' }) }),
  schema: Area,
  input: NewArea,
  change: NewArea,
  query: z.strictObject({
    ...paging,
    sort: byTitleOrCode.default('title'),
    kind: NewArea.shape.kind.optional(),
    text: searched,
  }),
});

const everyMeasure = byRevision(async (database, _all: string) => {
  const all = await database.orm.em.fork().findAll(MeasureEntity);
  return all.map(one => one.view());
});

const everyArea = byRevision(async (database, _all: string) => {
  const all = await database.orm.em.fork().findAll(AreaEntity);
  return all.map(one => one.view());
});

type Titled = { title: string; code: string };
const texts = { title: ({ title }: Titled) => title, code: ({ code }: Titled) => code };

export const measures = router()
  .openapi(measureOperations.list, async c => {
    const { cursor = null, limit, sort, distance, text = '' } = c.req.valid('query');
    const all = await everyMeasure(c.var.database, 'all');
    const chosen = all.filter(
      measure =>
        (distance === undefined || measure.distance === distance) &&
        hasWords(text, [measure.title, measure.code]),
    );
    return answerPage(c, page(chosen, byText(sort, texts), cursor, limit));
  })
  .openapi(measureOperations.create, c => answerCreated(c, em => createMeasure(em, c.req.valid('json'))))
  .openapi(measureOperations.read, async c =>
    answerOne(c, await findMeasure(c.var.em, c.req.valid('param').measure)),
  )
  .openapi(measureOperations.change, async c => {
    const { measure } = c.req.valid('param');
    const seen = c.req.header('If-Match');
    return answerChanged(c, await reviseMeasure(c.var.em, measure, c.req.valid('json'), seen));
  })
  .openapi(areaOperations.list, async c => {
    const { cursor = null, limit, sort, kind, text = '' } = c.req.valid('query');
    const all = await everyArea(c.var.database, 'all');
    const chosen = all.filter(
      area => (kind === undefined || area.kind === kind) && hasWords(text, [area.title, area.code]),
    );
    return answerPage(c, page(chosen, byText(sort, texts), cursor, limit));
  })
  .openapi(areaOperations.create, c => answerCreated(c, em => createArea(em, c.req.valid('json'))));
