import { createHash } from 'node:crypto';
import { Controller, Get, Header, Res } from '@nestjs/common';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { FastifyReply } from 'fastify';
import { graphqlPath } from '../graphql/options';

const firstQuery = `# Give your token as a header below, {"Authorization": "Bearer ..."},
# or open this page as /graphiql#token=...
{
  bulkPurchases(associationId: "reop", first: 10) {
    nodes {
      title
      phase
      item { name unit }
      threshold { quantity { value unit } members }
      thresholdMet
    }
  }
}
`;

/** A token in the address's fragment stays in the browser: it is never sent to the server that serves the page. */
const fragmentToken = `
const token = new URLSearchParams(location.hash.slice(1)).get('token');
if (token) {
  const plain = window.fetch;
  window.fetch = (input, init = {}) =>
    plain(input, { ...init, headers: { authorization: 'Bearer ' + token, ...init.headers } });
}`;

const inlineScripts = /<script>([\s\S]*?)<\/script>/g;

/** GraphiQL from the package itself: no other host is asked for anything, and the page may not ask one. */
@Controller()
export class GraphiqlController {
  private page: { html: Buffer; policy: string } | undefined;

  @Get('graphiql')
  @Header('cache-control', 'no-store')
  @Header('referrer-policy', 'no-referrer')
  @Header('x-content-type-options', 'nosniff')
  async show(@Res() reply: FastifyReply): Promise<void> {
    this.page ??= render();
    const { html, policy } = this.page;
    await reply.header('content-security-policy', policy).type('text/html; charset=utf-8').send(html);
  }
}

function render(): { html: Buffer; policy: string } {
  const html = renderGraphiQL({ endpoint: graphqlPath, title: 'Jointly', defaultQuery: firstQuery }).replace(
    '<div id="root"></div>',
    () => `<div id="root"></div><script>${fragmentToken}</script>`,
  );
  return { html: Buffer.from(html), policy: contentSecurityPolicy(html) };
}

/** Only the scripts of this very page run, each named by its hash. The editor writes its own styles and workers. */
function contentSecurityPolicy(html: string): string {
  const hashes = [...html.matchAll(inlineScripts)].map(
    ([, script]) => `'sha256-${createHash('sha256').update(script!).digest('base64')}'`,
  );
  return [
    "default-src 'none'",
    `script-src ${hashes.join(' ')} blob:`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    'worker-src blob:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
