import { InvalidEventStoreUrl } from './errors';

const numbers = ['maxDiscoverAttempts', 'discoveryInterval', 'gossipTimeout', 'keepAliveTimeout', 'defaultDeadline'];
const known = new Set(['tls', 'tlsCAFile', 'connectionName', 'keepAliveInterval', 'nodePreference', ...numbers]);

/** Options that the client takes and that would lose data, or that it silently does not honour. */
const refused: Readonly<Record<string, string>> = {
  tlsVerifyCert: 'the client does not honour tlsVerifyCert; name the certificate authority with tlsCAFile',
  throwOnAppendFailure: 'throwOnAppendFailure hides what happened to an append; leave it out',
  userCertFile: 'user certificates are not supported; give a user and a password',
  userKeyFile: 'user certificates are not supported; give a user and a password',
};

/**
 * The connection string, where the client will understand it as it was meant. Its own parser is lenient: it takes
 * `admin:p@ss@host` for a host named `ss@host`, and drops credentials where TLS is off.
 * @throws InvalidEventStoreUrl
 */
export function checkConnectionString(url: string): string {
  const fail = (why: string): never => {
    throw new InvalidEventStoreUrl(url, why);
  };
  const [, scheme, rest] = /^([^:]*):\/\/(.*)$/s.exec(url.trim()) ?? fail('it has to look like esdb://host:2113');
  if (scheme !== 'esdb' && scheme !== 'esdb+discover') fail('it has to begin with esdb:// or esdb+discover://');
  const [authority = '', query = '', ...more] = rest!.split('?');
  if (more.length > 0) fail('it has two question marks; percent-encode the user and the password');
  const credentials = checkCredentials(authority.replace(/\/$/, ''), fail);
  checkHosts(credentials.hosts, scheme === 'esdb+discover', fail);
  checkOptions(query, credentials.given, fail);
  return url.trim();
}

type Fail = (why: string) => never;

function checkCredentials(authority: string, fail: Fail): { hosts: string; given: boolean } {
  const parts = authority.split('@');
  if (parts.length > 2) fail('it has two @; percent-encode the user and the password (@ is %40)');
  if (parts.length === 1) return { hosts: authority, given: false };
  const [login, hosts] = parts as [string, string];
  if (!/^[^:/]+:[^:/]+$/.test(login)) fail('user:password has to be percent-encoded (: is %3A, / is %2F)');
  try {
    decodeURIComponent(login);
  } catch {
    fail('user:password has to be percent-encoded (% is %25)');
  }
  return { hosts, given: true };
}

function checkHosts(hosts: string, discover: boolean, fail: Fail): void {
  if (hosts.includes('[')) fail('the client takes no IPv6 address; give a name');
  const list = hosts.split(',');
  for (const host of list)
    if (!/^[A-Za-z0-9._-]+(:\d{1,5})?$/.test(host)) fail('each host has to look like name or name:port');
  if (discover && list.length > 1) fail('with esdb+discover the client uses one host only; use esdb:// for several');
}

function checkOptions(query: string, credentials: boolean, fail: Fail): void {
  // A password with a question mark in it ends up here; what is quoted below would show the rest of it.
  if (query.includes('@')) fail('an @ stands behind the ?; percent-encode user and password');
  const options = new Map(query === '' ? [] : query.split('&').map((pair) => pair.split('=', 2) as [string, string]));
  for (const [key, value] of options) {
    if (refused[key]) fail(refused[key]);
    if (!known.has(key)) fail(`"${key}" is no option; there are ${[...known].sort().join(', ')}`);
    if (!value) fail(`${key} has no value`);
    if (numbers.includes(key) && !/^\d+$/.test(value)) fail(`${key} has to be a whole number`);
  }
  const tls = options.get('tls') ?? 'true';
  if (tls !== 'true' && tls !== 'false') fail('tls is true or false');
  if (tls === 'false' && credentials)
    fail('credentials would be dropped without TLS; leave them out, or leave out tls=false');
  if (tls === 'true' && !credentials) fail('a server with TLS asks who you are; give user:password@ before the host');
  if ((options.get('nodePreference') ?? 'leader') !== 'leader')
    fail('the log is read where it is written; nodePreference is leader');
  if (Number(options.get('gossipTimeout') ?? 5) > 60) fail('gossipTimeout is in seconds');
  const keepAlive = Number(options.get('keepAliveInterval') ?? 10_000);
  if (!(keepAlive >= 10_000 || keepAlive === -1)) fail('keepAliveInterval is at least 10000 (ms), or -1 for none');
}
