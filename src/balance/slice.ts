import type { Slice } from '../shared/http/slice.ts';
import { balancePages } from './balance.pages.tsx';
import { balances } from './balance.routes.ts';

export const balance: Slice = {
  tags: [['Balancer', 'Hvordan penge, tilbud og målgrupper fordeler sig, og hvem der beslutter hvad.']],
  kept: [balances],
  pages: () => [balancePages],
};
