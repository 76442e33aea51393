import type { Slice } from '../shared/http/slice.ts';
import { balancePages } from './balance.pages.tsx';
import { balances } from './balance.routes.ts';

/** `parts` are what other slices have to say on the page of the balances. */
export const balance = (parts: Parameters<typeof balancePages>[0]): Slice => ({
  tags: [['Balancer', 'Hvordan penge, tilbud og målgrupper fordeler sig, og hvem der beslutter hvad.']],
  kept: [balances],
  pages: () => [balancePages(parts)],
});
