import { TenderTimeline } from '../../src/tenders/plan/timeline.schema.ts';
import { client } from '../api/world.ts';
import { testApp } from '../app.ts';
import { randersWorld } from '../randers-world.ts';

export const udbud = '/api/tenders/udbud-2024-2025';
export const meetingOn = (day: string) => `beskaeftigelsesudvalget-${day}`;

/** Randers as loaded, asked through the API on a day of 2023. */
export async function randersOn(today: string) {
  const { app, em, database } = await testApp({ today, world: randersWorld });
  const api = client(app);
  const timelineOn = async (day: string, more = '') => {
    const { status, body } = await api.get(`${udbud}/timeline?today=${day}${more}`);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return TenderTimeline.parse(body);
  };
  return { ...api, app, em, database, timelineOn };
}

export function decision(day: string, outcome: string, reason: string | null = null) {
  return { meeting: meetingOn(day), outcome, reason, absent: null, conditions: [] };
}
