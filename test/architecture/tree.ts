import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export const root = resolve(__dirname, '../..');

/** A tree that the house's tools take for the product: its configuration, its packages, and the given files. */
export interface Tree {
  readonly path: string;
  remove(): Promise<void>;
}

const configuration = ['package.json', 'tsconfig.json', 'eslint.config.mjs', '.dependency-cruiser.cjs'];

export async function plant(files: Readonly<Record<string, string>>): Promise<Tree> {
  const path = await mkdtemp(join(tmpdir(), 'jointly-architecture-'));
  for (const name of configuration) await copyFile(join(root, name), join(path, name));
  await symlink(join(root, 'node_modules'), join(path, 'node_modules'), 'dir');
  for (const [name, source] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), source);
  }
  return { path, remove: () => rm(path, { recursive: true }) };
}

/** What a tool of this repository prints as JSON when it is run in `cwd`; it may exit with 1 because it found something. */
export async function runTool<Report>(cwd: string, tool: string, ...args: string[]): Promise<Report> {
  const script = join(root, 'node_modules', tool);
  return new Promise((done, fail) => {
    execFile(process.execPath, [script, ...args], { cwd, maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      try {
        done(JSON.parse(stdout) as Report);
      } catch {
        fail(new Error(`${tool} printed no JSON: ${stderr || (error?.message ?? stdout)}`));
      }
    });
  });
}
