import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const pages = [
  join(root, 'README.md'),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(root, 'docs', name)),
];

/** What a page links to within the repository, without the part after `#`. */
const linksOf = (page: string): string[] =>
  [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)/g)].map(([, to]) => to!);

const broken = (page: string, links: readonly string[]): string[] =>
  links.filter((link) => !existsSync(join(dirname(page), link)));

describe('Links between pages and into the source', () => {
  it.each(pages.map((page) => [relative(root, page), page]))('%s leads somewhere', (_name, page) => {
    expect(broken(page, linksOf(page))).toEqual([]);
  });

  it('are looked at: a page that leads nowhere would be found', () => {
    expect(broken(join(root, 'README.md'), ['docs/nowhere.md', 'docs'])).toEqual(['docs/nowhere.md']);
    expect(linksOf(join(root, 'README.md')).length).toBeGreaterThan(10);
  });
});
