import { checkConnectionString } from './connection-string';
import { InvalidEventStoreUrl, redactUrl } from './errors';

test.each([
  'esdb://localhost:2113?tls=false',
  'esdb://admin:changeit@eventstore.example.org',
  'esdb://jointly:p%40ss%3Aw%2Frd@node1:2113,node2:2113,node3:2113?tlsCAFile=/etc/ca.pem&nodePreference=leader',
  'esdb+discover://admin:changeit@cluster.example.org:2113/?gossipTimeout=5&keepAliveInterval=10000',
])('%s is taken as it is', (url) => {
  expect(checkConnectionString(url)).toBe(url);
});

test.each([
  ['no scheme', 'localhost:2113', /look like esdb/],
  ["the successor's scheme", 'kurrentdb://localhost:2113', /begin with esdb/],
  ['a password with @, which the client would take for a host', 'esdb://admin:p@ss@host', /two @/],
  ['a password with a colon, which the client would cut off there', 'esdb://u:a:b@h', /percent-encoded/],
  ['a password with a slash', 'esdb://u:a/b@h', /percent-encoded/],
  ['a password with a question mark', 'esdb://u:a?b@h?tls=true', /two question marks/],
  ['a password whose rest would be shown as an option', 'esdb://admin:12?s3cret@h', /^(?!.*s3cret).*percent-encode/],
  ['a stray percent sign', 'esdb://u:100%@h', /% is %25/],
  ['an IPv6 address, which the client refuses', 'esdb://[::1]:2113?tls=false', /IPv6/],
  ['no host', 'esdb://?tls=false', /each host/],
  ['several hosts to discover, of which the client would use one', 'esdb+discover://u:p@a,b', /one host only/],
  ['credentials that the client would drop', 'esdb://u:p@h?tls=false', /dropped without TLS/],
  ['TLS and nobody to log in', 'esdb://h', /asks who you are/],
  ['a switch that has no effect', 'esdb://u:p@h?tlsVerifyCert=false', /tlsCAFile/],
  ['failures hidden', 'esdb://h?tls=false&throwOnAppendFailure=false', /throwOnAppendFailure/],
  ['an option that nobody knows', 'esdb://h?tls=false&tlsCaFile=x', /"tlsCaFile" is no option/],
  ['gossip seconds taken for milliseconds', 'esdb://u:p@h?gossipTimeout=5000', /in seconds/],
  ['a keep-alive that servers mind', 'esdb://u:p@h?keepAliveInterval=500', /at least 10000/],
  ['reads from elsewhere than the leader', 'esdb://u:p@h?nodePreference=follower', /leader/],
  ['an option without a value', 'esdb://h?tls=', /no value/],
  ['a word where a number belongs', 'esdb://h?tls=false&defaultDeadline=soon', /whole number/],
  ['tls neither on nor off', 'esdb://h?tls=maybe', /true or false/],
])('%s is refused', (_, url, why) => {
  expect(() => checkConnectionString(url)).toThrow(why);
  expect(() => checkConnectionString(url)).toThrow(InvalidEventStoreUrl);
});

test.each([
  'esdb://admin:secret@h:1',
  'esdb://admin:sec@ret@h',
  'esdb://ad:sec/ret@h?tls=true',
  'esdb://a:s?ecret@h',
  'esdb:/a:secret@h',
])('nobody reads the password of %s', (url) => {
  expect(redactUrl(url)).toMatch(/^esdb:\/+\*\*\*@h/);
  expect(new InvalidEventStoreUrl(url, 'so')).toMatchObject({
    message: expect.not.stringContaining('sec') as string,
  });
});
