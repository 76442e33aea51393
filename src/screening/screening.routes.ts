import { z } from '@hono/zod-openapi';
import { byRevision } from '../database/by-revision.ts';
import {
  answerChanged,
  answerCreated,
  answerKept,
  answerOne,
  keptJson,
  router,
} from '../shared/http/http.ts';
import { reading, recording, replacing } from '../shared/http/operations.ts';
import { RuleBroken } from '../shared/rule-broken.ts';
import { Code, Day } from '../shared/source.schema.ts';
import { SentInsourcing } from './insourcing.schema.ts';
import { insource } from './insourcing.ts';
import { screenedPortfolio } from './screened.query.ts';
import { InsourcingEffect, Screening } from './screening-answer.schema.ts';
import { Assessment, NewAssessment, OfferContractTerms } from './screening.schema.ts';
import { screen } from './screening.ts';
import {
  enterContract,
  findContract,
  findInsourcing,
  planInsourcing,
  recordAssessment,
} from './screening.verbs.ts';
import { thresholds } from './thresholds.ts';

const tag = 'Screening';
const within = z.object({ portfolio: Code.meta({ title: 'Tilbudsvifte' }) });
const one = within.extend({ offer: Code.meta({ title: 'Tilbud' }) });
const none = z.object({});
const notice = z.strictObject({
  noticeDate: Day.optional().meta({
    title: 'Bekendtgørelse den',
    description: 'Den dag, udbuddet bekendtgøres; den afgør tærskelværdien. Uden: i dag.',
    examples: ['2023-08-21'],
  }),
});

const readScreening = reading({
  path: '/portfolios/{portfolio}/screening',
  operationId: 'readScreening',
  summary: 'Screen viften for udbudspligt',
  description: 'For hvert tilbud og hvert formål: værdien led for led, tærskelværdien og svaret.',
  tag,
  params: within,
  query: notice,
  schema: Screening,
});

const assess = recording({
  path: '/portfolios/{portfolio}/assessments',
  operationId: 'recordAssessment',
  summary: 'Skriv rådgiverens vurdering af et tilbud ind',
  description: 'Den gælder over screeningen og bliver aldrig rettet; en senere træder i dens sted.',
  tag,
  params: within,
  query: none,
  input: NewAssessment,
  schema: Assessment,
});

const contractAt = '/portfolios/{portfolio}/offers/{offer}/contract';
const readContract = reading({
  path: contractAt,
  operationId: 'readContract',
  summary: 'Læs kontraktvilkårene for et tilbud',
  description: 'De vilkår, nogen har skrevet ind; uden dem er prislinjerne kontrakten.',
  tag,
  params: one,
  query: none,
  schema: OfferContractTerms,
});
const putContract = replacing({
  path: contractAt,
  operationId: 'enterContract',
  summary: 'Skriv kontraktvilkårene for et tilbud ind',
  description: 'If-Match er den udgave, de træder i stedet for; uden, når der ingen er.',
  tag,
  params: one,
  input: OfferContractTerms,
  schema: OfferContractTerms,
});

const insourcingAt = '/portfolios/{portfolio}/offers/{offer}/insourcing';
const readInsourcing = reading({
  path: insourcingAt,
  operationId: 'readInsourcing',
  summary: 'Læs planen for at hjemtage et tilbud',
  description: 'Med overgang og udgifter.',
  tag,
  params: one,
  query: none,
  schema: SentInsourcing,
});
const putInsourcing = replacing({
  path: insourcingAt,
  operationId: 'planInsourcing',
  summary: 'Skriv planen for at hjemtage et tilbud ind',
  description: 'If-Match er den udgave, den træder i stedet for; uden, når der ingen er.',
  tag,
  params: one,
  input: SentInsourcing,
  schema: SentInsourcing,
});
const readEffect = reading({
  path: `${insourcingAt}/effect`,
  operationId: 'readInsourcingEffect',
  summary: 'Sammenlign hjemtagelse med udbud',
  description: 'Udgifterne år for år, og hvad overgangen gør ved screeningen.',
  tag,
  params: one,
  query: notice,
  schema: InsourcingEffect,
});

const screeningBytes = byRevision(async (database, key: string) => {
  const [portfolio = '', noticeDate = ''] = key.split(' ');
  const { offers, assessments } = await screenedPortfolio(database, portfolio);
  return keptJson(screen(offers, noticeDate, thresholds.periods, assessments));
});

export const screenings = router()
  .openapi(readScreening, async c => {
    const { portfolio } = c.req.valid('param');
    const { noticeDate = c.var.today() } = c.req.valid('query');
    return answerKept(c, await screeningBytes(c.var.database, `${portfolio} ${noticeDate}`));
  })
  .openapi(assess, c => {
    const { portfolio } = c.req.valid('param');
    const today = c.var.today();
    return answerCreated(c, async em => {
      const assessment = await recordAssessment(em, portfolio, c.req.valid('json'), today);
      const location = `/api/portfolios/${portfolio}/screening`;
      return { id: assessment.id, version: 1, location, view: () => assessment.view() };
    });
  })
  .openapi(readContract, async c => {
    const { portfolio, offer } = c.req.valid('param');
    return answerOne(c, await findContract(c.var.em, portfolio, offer));
  })
  .openapi(putContract, async c => {
    const { portfolio, offer } = c.req.valid('param');
    const seen = c.req.header('If-Match');
    return answerChanged(c, await enterContract(c.var.em, portfolio, offer, c.req.valid('json'), seen));
  })
  .openapi(readInsourcing, async c => {
    const { portfolio, offer } = c.req.valid('param');
    return answerOne(c, await findInsourcing(c.var.em, portfolio, offer));
  })
  .openapi(putInsourcing, async c => {
    const { portfolio, offer } = c.req.valid('param');
    const seen = c.req.header('If-Match');
    return answerChanged(c, await planInsourcing(c.var.em, portfolio, offer, c.req.valid('json'), seen));
  })
  .openapi(readEffect, async c => {
    const { portfolio, offer } = c.req.valid('param');
    const { noticeDate = c.var.today() } = c.req.valid('query');
    const { offers, insourcing } = await screenedPortfolio(c.var.database, portfolio);
    const plan = insourcing.find(one => one.offer === offer);
    if (!plan) {
      throw new RuleBroken('not-found', `Der er ikke skrevet en plan for hjemtagelse ind for ${offer}.`, {
        status: 404,
      });
    }
    return answerKept(c, keptJson(insource(offer, plan.terms, offers, noticeDate, thresholds.periods)));
  });
