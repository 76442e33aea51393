import type { WholePortfolio } from '../src/offers/whole-portfolio.ts';
import { send, testApp } from './app.ts';

/** The app with this vifte written into it, and its pages read as a person reads them. */
export async function reading({ portfolio, offers, targetGroups, suppliers }: WholePortfolio) {
  const { app } = await testApp();
  const write = async (address: string, things: object[]) => {
    for (const thing of things) {
      const reply = await app.request(address, send('POST', thing));
      if (reply.status !== 201) throw new Error(await reply.text());
    }
  };
  await write('/api/target-groups', targetGroups);
  await write('/api/suppliers', suppliers);
  await write('/api/portfolios', [portfolio]);
  await write(`/api/portfolios/${portfolio.code}/offers`, offers);
  const get = async (address: string) => app.request(address, { headers: { Host: 'localhost' } });
  const html = async (address: string) => (await get(address)).text();
  return { get, html, text: async (address: string) => readable(await html(address)) };
}

/** What stands on the page, without markup, with plain spaces. */
function readable(html: string): string {
  return html
    .replace(/<(head|script|svg)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/ ([.,:;)])/g, '$1')
    .replaceAll('( ', '(');
}
