import { fold } from '../shared/words.ts';

type Named = { code: string; name: string };

/** What an offer is called: its name and code, what stands before a colon in it, and its short name. */
function callingsOf({ code, name }: Named): string[] {
  const [before = ''] = name.split(':');
  const within = /\(([^)]+)\)/.exec(name)?.[1] ?? '';
  const without = name.replace(/\s*\([^)]*\)/, '');
  return [...new Set([code, name, before, within, without].map(plainWords))].filter(word => word.length > 1);
}

/** A particular course or project, or those who were in one: such words make a group of persons a group of an offer. */
const courseWords =
  /\b(deltagere?|deltagerne|tilbud|tilbuddet|kursus|kurset|kurser|kurserne|projektet|holdet|forloebet|indsatsen|modulet|workshop)\b/;

/** Beside these, a short name is the offer and no other word. */
const besideShort =
  /\b(deltagere?|borgere|kursister|elever|unge|personer|forloeb|kursus|hold|projekt|tilbud|indsats|modul)\b/;

/**
 * The offer a name is about, where figures would then be read as its effect: the name is what an offer is called, has a long calling in it, or a
 * short one beside a word for those who take part. `course` where no offer of ours is named but a course is. Null where it is about neither.
 */
export function offerIn(text: string, offers: readonly Named[]): Named | 'course' | null {
  const words = plainWords(text);
  for (const offer of offers) {
    for (const calling of callingsOf(offer)) {
      if (words === calling) return offer;
      if (isCommon(calling) || !` ${words} `.includes(` ${calling} `)) continue;
      if (calling.length > 7 || besideShort.test(words.replace(calling, ' '))) return offer;
    }
  }
  return courseWords.test(words) ? 'course' : null;
}

/** What is also what the law calls a kind of help or school, and so may stand in a group's name. */
function isCommon(calling: string): boolean {
  return /^(fgu|jobafklaringsindsats|ressourceforloeb)$/.test(calling);
}

function plainWords(text: string): string {
  return fold(text)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
