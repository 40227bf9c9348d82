import { createLogger } from './log';

/** What stands in the log of a request for `url`. */
function logged(url: string): { method: string; path: string } {
  const lines: string[] = [];
  const log = createLogger('info', { write: (line) => void lines.push(line) });
  log.info({ req: { method: 'GET', url } }, 'answered');
  return (JSON.parse(lines[0]!) as { req: { method: string; path: string } }).req;
}

describe('the log of a request', () => {
  it('names its path, without the query that holds variables', () => {
    expect(logged('/graphql?query={me}')).toEqual({ method: 'GET', path: '/graphql' });
  });

  const key = 'aB3-_'.repeat(60);

  it.each(['/calendar/KEY.ics', '/calendar/KEY', '/Calendar/KEY.ics?x=1', '/feeds/calendar/KEY.ics/'])(
    'never holds the key in the address of a feed, however that is written: %s',
    (url) => {
      expect(logged(url.replace('KEY', key)).path).not.toContain(key.slice(0, 20));
    },
  );

  it('keeps ids, which are nobody’s key', () => {
    const path = '/assets/asset_0123456789abcdef0123456789abcdef';
    expect(logged(path).path).toBe(path);
  });
});
