import { InvalidSettings, readSettings, Settings, settingsTable } from './settings';

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof InvalidSettings) return error.problems;
    throw error;
  }
  return [];
}

describe('settings', () => {
  it('start an installation without any environment variable', () => {
    expect(readSettings({})).toEqual(new Settings());
  });

  it('come from the environment', () => {
    expect(readSettings({ JOINTLY_PORT: '0', JOINTLY_CLOCK: 'controlled' })).toMatchObject({
      port: 0,
      clock: 'controlled',
    });
  });

  it.each([
    ['JOINTLY_PORT', 'http'],
    ['JOINTLY_PORT', '70000'],
    ['JOINTLY_PORT', '-1'],
    ['JOINTLY_HOST', 'not a host'],
    ['JOINTLY_READ_MODEL_URL', 'postgres://localhost/jointly'],
    ['JOINTLY_CLOCK', 'sundial'],
    ['JOINTLY_CLOCK_START', 'yesterday'],
    ['JOINTLY_LOG_LEVEL', 'loud'],
    ['JOINTLY_BODY_LIMIT', '10'],
    ['JOINTLY_AUTH_JWKS_URL', 'ftp://id.example.org'],
  ])('refuse %s=%s, naming the setting, the value and a valid one', (name, value) => {
    const example = settingsTable.find((row) => row.name === name)!.example;
    expect(problemsOf({ [name]: value })).toEqual([expect.stringContaining(`${name} is "${value}"`)]);
    expect(problemsOf({ [name]: value })[0]).toContain(example);
  });

  it.each([
    ['JOINTLY_PORT', 'abc', 'a whole number from 0 to 65535'],
    ['JOINTLY_BODY_LIMIT', '10', 'a whole number from 1024 to 8388608'],
    ['JOINTLY_LOG_LEVEL', 'loud', 'one of fatal, error, warn, info, debug, trace, silent'],
  ])('say what %s=%s should have been', (name, value, wanted) => {
    expect(problemsOf({ [name]: value })[0]).toContain(`it must be ${wanted}`);
  });

  it('never show a secret, even a bad one', () => {
    const [told] = problemsOf({ JOINTLY_MASTER_KEY: 'hunter2' });
    expect(told).toContain('JOINTLY_MASTER_KEY');
    expect(told).not.toContain('hunter2');
  });

  it('keep the log on EventStoreDB where its address says so, and never show the password in it', () => {
    const url = 'esdb://jointly:secret@eventstore:2113';
    expect(readSettings({ JOINTLY_EVENT_STORE_URL: url }).eventStoreUrl).toBe(url);
    const [told] = problemsOf({ JOINTLY_EVENT_STORE_URL: 'kurrentdb://jointly:secret@eventstore:2113' });
    expect(told).toContain('esdb://');
    expect(told).not.toContain('secret');
  });

  it('name every bad one at once', () => {
    expect(problemsOf({ JOINTLY_PORT: 'x', JOINTLY_CLOCK: 'y' })).toHaveLength(2);
  });

  it('take an identity provider only as a whole', () => {
    expect(problemsOf({ JOINTLY_AUTH_ISSUER: 'https://id.example.org' })[0]).toContain('go together');
  });

  it('accept each example that the table shows', () => {
    const shown = settingsTable.filter((row) => !row.secret && !row.name.startsWith('JOINTLY_AUTH_'));
    for (const { name, example } of shown) expect(problemsOf({ [name]: example })).toEqual([]);
  });
});
