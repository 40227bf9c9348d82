import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readSettings, settingsTable } from '../../apps/api/src/settings';

// Without types of its own here.
const { load } = jest.requireActual<{ load(text: string): unknown }>('js-yaml');

// No container is started by the tests: what they can see is that the files agree with each other and with the server.

const root = resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

interface Service {
  readonly ports?: readonly string[];
  readonly image: string;
  readonly profiles?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly healthcheck?: object;
  readonly depends_on?: Readonly<Record<string, { condition: string }>>;
  readonly networks?: unknown;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const { services, volumes } = load(read('docker-compose.yml')) as Compose;
const servers = Object.entries(services).filter(([, { image }]) => image === 'jointly');
const databases = Object.entries(services).filter(([, { image }]) => image.startsWith('eventstore/'));

describe('docker-compose.yml', () => {
  it('has a profile for the embedded server, and one for each kind of database and the server on it', () => {
    expect(servers.map(([name, { profiles }]) => [name, profiles])).toEqual([
      ['jointly', ['embedded']],
      ['jointly-on-eventstoredb', ['eventstoredb']],
      ['jointly-on-cluster', ['cluster']],
    ]);
    expect(databases).toHaveLength(4);
  });

  it.each(['embedded', 'eventstoredb', 'cluster'])(
    'starts with %s one server, and nothing twice on one port',
    (chosen) => {
      // A service without a profile would start with every one of them.
      const started = Object.values(services).filter(({ profiles }) => !profiles || profiles.includes(chosen));
      expect(started.filter(({ image }) => image === 'jointly')).toHaveLength(1);
      expect(started.flatMap(({ ports = [] }) => ports)).toEqual(['4000:4000']);
    },
  );

  it('names the version of the database that the adapter was written against, unless another one is asked for', () => {
    for (const [, { image }] of databases)
      expect(image).toBe('eventstore/eventstore:${EVENTSTORE_TAG:-23.10.6-bookworm-slim}');
  });

  it.each(servers)('gives %s settings that it takes', (_, { environment = {} }) => {
    const known = new Set(settingsTable.map(({ name }) => name));
    expect(Object.keys(environment).filter((name) => !known.has(name))).toEqual([]);
    expect(() => readSettings(environment)).not.toThrow();
  });

  it.each(servers)('lets %s wait until the databases that it names are well', (name, { environment, depends_on }) => {
    const hosts = environment?.JOINTLY_EVENT_STORE_URL?.match(/eventstoredb[-\d]*(?=:2113)/g) ?? [];
    expect(Object.keys(depends_on ?? {})).toEqual([...hosts]);
    for (const host of hosts) {
      expect(depends_on![host]).toEqual({ condition: 'service_healthy' });
      expect(services[host]).toMatchObject({
        healthcheck: expect.any(Object) as object,
        profiles: services[name]!.profiles,
      });
    }
  });

  it('keeps what every service writes on a volume that is declared, and each on its own', () => {
    const mounted = Object.values(services).flatMap((service) => (service.volumes ?? []).map((at) => at.split(':')[0]));
    expect([...mounted].sort()).toEqual(Object.keys(volumes).sort());
    expect(Object.values(services).every((service) => service.volumes?.length === 1)).toBe(true);
  });

  it('tells each member of the cluster where the other two are', () => {
    const members = databases.filter(([, { profiles }]) => profiles?.[0] === 'cluster');
    const addresses = members.map(([, { environment }]) => environment!.EVENTSTORE_REPLICATION_IP!);
    for (const [index, [, { environment, networks }]] of members.entries()) {
      const others = addresses.filter((_, other) => other !== index).map((address) => `${address}:2113`);
      expect(environment!.EVENTSTORE_GOSSIP_SEED).toBe(others.join(','));
      expect(networks).toEqual({ cluster: { ipv4_address: addresses[index] } });
    }
  });
});

describe('Dockerfile', () => {
  const lines = read('Dockerfile').split('\n');

  it('builds in one stage and ships another, which runs as nobody in particular', () => {
    expect(lines.filter((line) => line.startsWith('FROM'))).toEqual([
      'FROM node:20-bookworm AS build',
      'FROM node:20-bookworm-slim',
    ]);
    expect(lines.findLast((line) => line.startsWith('USER'))).toBe('USER node');
  });

  it('copies nothing that .dockerignore leaves out', () => {
    const letIn = read('.dockerignore').match(/(?<=^!).+/gm)!;
    const copied = lines
      .filter((line) => /^COPY (?!--from)/.test(line))
      .flatMap((line) => line.split(' ').slice(1, -1));
    expect([...copied].sort()).toEqual([...letIn].sort());
  });

  it('starts what `npm start` starts', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const command = JSON.parse(lines.find((line) => line.startsWith('CMD'))!.slice(4)) as string[];
    expect(command.join(' ')).toBe(scripts.start);
  });
});
