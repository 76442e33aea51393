import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { viewedBy } from '../../offers/viewed.query.ts';
import type { Env } from '../../shared/http/http.ts';
import { Page } from '../../shared/page/page.tsx';
import { home } from './import-shown.tsx';

export const title = 'Hent tal ind';

export async function framed(c: Context<Env>, text: string, content: Child) {
  const viewed = await viewedBy(c);
  const above = [
    { href: '/effekt', text: 'Effekt' },
    ...(text === title ? [] : [{ href: home, text: title }]),
  ];
  return (
    <Page c={c} title={text} section="/effekt" viewed={viewed} above={above}>
      {content}
    </Page>
  );
}
