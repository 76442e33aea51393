import { Vifte } from '../migrations/20261121000000-vifte.ts';
import { Udbud } from '../migrations/20261121120000-udbud.ts';
import { Effekt } from '../migrations/20261122000000-effekt.ts';
import { Scenarier } from '../migrations/20261122060000-scenarier.ts';
import { Bortfald } from '../migrations/20261122120000-bortfald.ts';
import { Forpligtelser } from '../migrations/20261127100000-forpligtelser.ts';
import { Forelaeggelse } from '../migrations/20261127100100-forelaeggelse.ts';
import { Sammenlaegninger } from '../migrations/20261127120000-sammenlaegninger.ts';
import { Skjul } from '../migrations/20261127125000-skjul.ts';
import { Udbudsliv } from '../migrations/20261127130000-udbudsliv.ts';
import { ForsegletEvaluering } from '../migrations/20261127131000-forseglet-evaluering.ts';

/** In the order they are applied; one that has been released is never edited. */
export const migrations = [
  { name: '20261121000000-vifte', class: Vifte },
  { name: '20261121120000-udbud', class: Udbud },
  { name: '20261122000000-effekt', class: Effekt },
  { name: '20261122060000-scenarier', class: Scenarier },
  { name: '20261122120000-bortfald', class: Bortfald },
  { name: '20261127100000-forpligtelser', class: Forpligtelser },
  { name: '20261127100100-forelaeggelse', class: Forelaeggelse },
  { name: '20261127120000-sammenlaegninger', class: Sammenlaegninger },
  { name: '20261127125000-skjul', class: Skjul },
  { name: '20261127130000-udbudsliv', class: Udbudsliv },
  { name: '20261127131000-forseglet-evaluering', class: ForsegletEvaluering },
];
