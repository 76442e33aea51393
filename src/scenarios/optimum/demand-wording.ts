import { certaintyLabels, deliveryLabels, purposeLabels } from '../../offers/offer.schema.ts';
import { type Names } from '../../offers/wording.ts';
import { formatDay } from '../../shared/days/day.ts';
import { formatKroner } from '../../shared/money.ts';
import { listed, number, stopped } from '../../shared/wording.ts';
import type { Help } from '../solver/collision.ts';
import type { Demand, ShareOf } from '../solver/demand.ts';

/** One demand in words, as a sentence of its own. */
export function demandText(demand: Demand, names: Names): string {
  switch (demand.kind) {
    case 'frame':
      return `Rammen i ${demand.year} er ${formatKroner(demand.amountOere)}`;
    case 'keep':
      return keepText(names.offer(demand.offer), demand.because);
    case 'contract':
      return `${names.offer(demand.offer)} har kontrakt til og med ${formatDay(demand.until)}: er det med, har det mindst de ${number(demand.places)} pladser, det har; falder det bort, betales kontrakten til ende.`;
    case 'fixed-amount':
      return `${names.offer(demand.offer)} har kun et fast beløb og derfor de ${number(demand.places)} pladser, det har, når det er med.`;
    case 'range':
      return `${demand.except.length > 0 ? 'Andre tilbud' : 'Tilbuddene'} har mellem ${number(demand.minPercent)} og ${number(demand.maxPercent)} % af de pladser, de har i dag, når de er med.`;
    case 'drop':
      return `${names.offer(demand.offer)} skal bortfalde.`;
    case 'places':
      return `${names.offer(demand.offer)} har mellem ${number(demand.min)} og ${number(demand.max)} pladser, når det er med.`;
    case 'coverage': {
      const places = `${names.group(demand.group)} har mindst ${number(demand.places)} pladser om året`;
      return demand.percent === null
        ? `${places}.`
        : `${places}, ${demand.percent} % af dem, gruppen har i dag.`;
    }
    case 'share': {
      const bound = demand.bound === 'min' ? 'Mindst' : 'Højst';
      return `${bound} ${demand.percent} % af pengene går til ${shareText(demand.share)}.`;
    }
    case 'exclusive':
      return `Højst ét af ${listed(demand.offers.map(names.offer))} er med.`;
    case 'persons':
      return `Mindst ${number(demand.atLeast)} personer er dækket.`;
  }
}

function keepText(name: string, because: Extract<Demand, { kind: 'keep' }>['because']): string {
  switch (because) {
    case 'statutory':
      return `${name} er lovpligtigt og skal beholdes.`;
    case 'contract':
      return `${name} er bundet af en kontrakt og beholdes med mindst de pladser, det har.`;
    case 'unknown-price':
      return `${name} har ingen kendt pris og beholdes, som det er.`;
    case 'unknown-places':
      return `${name} har ikke et kendt antal pladser og beholdes, som det er.`;
    case 'asked':
      return `${name} skal beholdes.`;
  }
}

function shareText(share: ShareOf): string {
  switch (share.axis) {
    case 'purpose':
      return `tilbud med formålet ${listed(share.keys.map(key => purposeLabels[key].toLowerCase()))}`;
    case 'evidence':
      return `tilbud, hvis evidens er: ${listed(share.keys.map(key => certaintyLabels[key].toLowerCase()))}`;
    case 'delivery':
      return `tilbud, der leveres: ${listed(share.keys.map(key => deliveryLabels[key].toLowerCase()))}`;
  }
}

export function collisionSentence(demands: readonly Demand[], isLate: boolean, names: Names): string {
  const [only] = demands;
  if (only && demands.length === 1)
    return `Ét krav kan ikke holdes, selv om alle andre falder bort: ${stopped(demandText(only, names))}`;
  const smallest = isLate ? '' : ' Uden ét af dem kan de andre af dem holdes.';
  return `Ingen vifte holder alle kravene: disse ${number(demands.length)} støder sammen.${smallest}`;
}

/** What would help against one of the demands that collide, with all the others held. */
export function helpText({ demand, amount, is }: Help, names: Names): string {
  const quoted = `»${demandText(demand, names).replace(/\.$/, '')}«`;
  if (is === 'vain') return `Selv uden kravet ${quoted} kan de andre krav ikke alle holdes.`;
  if (is === 'enough' || amount === null) return `Uden kravet ${quoted} kan alle de andre krav holdes.`;
  switch (demand.kind) {
    case 'frame':
      return stopped(
        `Skal alle de andre krav holdes, må rammen i ${demand.year} være mindst ${formatKroner(amount)}`,
      );
    case 'coverage':
      return `Holdes alle de andre krav, kan ${names.group(demand.group)} højst få ${number(amount)} pladser om året.`;
    case 'persons':
      return `Holdes alle de andre krav, kan højst ${number(amount)} personer dækkes.`;
    case 'share': {
      const [bound, verb] = demand.bound === 'min' ? ['højst', 'kan'] : ['mindst', 'skal'];
      return `Holdes alle de andre krav, ${verb} ${bound} ${number(amount)} % af pengene gå til ${shareText(demand.share)}, regnet i hele procent.`;
    }
    case 'keep':
    case 'contract':
    case 'fixed-amount':
    case 'range':
    case 'drop':
    case 'places':
    case 'exclusive':
      return `Uden kravet ${quoted} kan alle de andre krav holdes.`;
  }
}
