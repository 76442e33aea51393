import type { EntityManager } from '@mikro-orm/core';
import type { Finding } from '../shared/rule-broken.ts';
import { whyNoEffect } from './no-effect.ts';
import { Offer } from './offer.entity.ts';
import { offerIn } from './offer-names.ts';

/**
 * Findings for names that can carry figures and are about an offer: `named` gives each text by its JSON pointer. What only speaks of courses is
 * found too where `strictly`: a group or an area is then the people of an offer, while a measure may well count those who ended a course.
 */
export async function offerNameFindings(
  em: EntityManager,
  named: Readonly<Record<string, string | null | undefined>>,
  { strictly = false }: { strictly?: boolean } = {},
): Promise<Finding[]> {
  const offers = await em.findAll(Offer, { fields: ['code', 'name'] });
  return Object.entries(named).flatMap(([pointer, text]) => {
    const found = text ? offerIn(text, offers) : null;
    if (found === null || (found === 'course' && !strictly)) return [];
    const message =
      found === 'course'
        ? `«${text}» er navnet på et kursus eller dem, der er i det. ${whyNoEffect} Brug navnet på målgruppen.`
        : `«${text}» er tilbuddet ${found.name}. ${whyNoEffect} Brug navnet på målgruppen.`;
    return [{ pointer, message }];
  });
}
