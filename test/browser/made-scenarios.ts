import type { Page } from 'playwright-core';

const scenarios = '/api/portfolios/randers-2024-2025/scenarios';

/** Two scenarios of the Randers vifte: one that grows an external offer, one that drops offers with contracts and adds one. */
export async function makeScenarios(page: Page): Promise<void> {
  await made(page, {
    code: 'flere-pladser',
    name: 'Flere pladser',
    reason: 'Efterspørgslen er større end pladserne.',
    copiedFrom: null,
    changes: [{ kind: 'scale', offer: 'rummelig-imidt', places: 120, fixedAmounts: 'stay' }],
  });
  await made(page, {
    code: 'mere-evidens',
    name: 'Mere evidens',
    reason: null,
    copiedFrom: null,
    changes: [
      { kind: 'drop', offer: 'marselisborg-boligomraader' },
      { kind: 'drop', offer: 'ibbu' },
      { kind: 'scale', offer: 'ips', places: 100, fixedAmounts: 'stay' },
      {
        kind: 'add',
        offer: {
          code: 'mentorer',
          name: 'Mentorer på arbejdspladsen',
          years: [2024, 2025],
          purpose: { type: 'retention', expectedOutcome: 'Bliver i arbejde' },
          evidence: {
            certainty: 'strong',
            direction: 'positive',
            grounds: 'scientific',
            reason: null,
            whyNotHigher: null,
            sources: [],
            ratedOn: '2023-04-12',
          },
          breadth: 'general',
          delivery: 'internal',
          supplier: null,
          binding: { statutory: false, legalBasis: null, contractUntil: null },
          targetGroups: [{ group: 'sygedagpenge', placesPerYear: 40, basis: 'assumption', source: null }],
          goals: [],
          priceLines: [
            {
              kind: 'fixed',
              year: 2024,
              amountOere: 50_000_000,
              basis: 'assumption',
              source: null,
              note: null,
            },
          ],
          assumptions: [],
          sources: [],
          note: null,
        },
      },
    ],
  });
}

/** Presented with a case that has a recommendation to be decided, seen from before its meeting; it is no longer edited. */
export async function presentScenario(page: Page, code: string): Promise<void> {
  await page.goto(`/scenarier/${code}/forelaeg?today=2023-06-01`);
  await page.getByLabel('Indstilling').selectOption('valg-af-leverandoerer 1');
  await page.getByRole('button', { name: 'Forelæg scenariet' }).click();
  await page.getByRole('status').first().waitFor();
}

async function made(page: Page, data: object): Promise<void> {
  const reply = await page.request.post(scenarios, { data });
  if (reply.status() !== 201) throw new Error(await reply.text());
}
