import { randomUUID } from 'node:crypto';
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb';
import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import { SupportedMethod, SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
import { UUID } from '@eventstore/db-client/generated/shared_pb';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import { Server, ServerCredentials, type Metadata, type sendUnaryData, type ServiceError } from '@grpc/grpc-js';
import { handleAppend } from './append';
import { handleBatchAppend } from './batch-append';
import { Faults, notLeader, unauthenticated, type Cut } from './faults';
import { StandInLog } from './log';
import type { Node, Subscriber, Version } from './node';
import { handleRead } from './read';

export interface StandInOptions {
  /** Whose habits it has where versions differ. */
  readonly version?: Version;
  /** Listens with TLS and, where `login` is given, lets nobody else in. */
  readonly tls?: { readonly certificate: Buffer; readonly key: Buffer };
  /** "user:password" */
  readonly login?: string;
  /** Of another node of its cluster. */
  readonly log?: StandInLog;
}

/** Nodes of one log; the one that leads is the only one that takes appends. */
export interface Cluster {
  readonly nodes: readonly StandIn[];
  leader: StandIn;
}

/**
 * A server on loopback that speaks EventStoreDB's wire protocol, by the service definitions that the client ships, and
 * that has faults on demand. Its log is in memory and outlives a restart of the server.
 */
export class StandIn implements Node {
  readonly log: StandInLog;
  readonly faults = new Faults();
  readonly subscriptions = new Set<Subscriber>();
  /** The identity that gossip tells, for tests of what a client makes of it. */
  instanceId: UUID = new UUID().setString(randomUUID());
  /** How often each method was called. */
  readonly calls = { append: 0, batchAppend: 0, read: 0, features: 0, gossip: 0 };
  /** By itself, unless a test says of which others. */
  cluster: Cluster = { nodes: [this], leader: this };
  port = 0;
  private server: Server | undefined;

  constructor(private readonly options: StandInOptions) {
    this.log = options.log ?? new StandInLog();
  }

  get version(): Version {
    return this.options.version ?? '23.10.6';
  }

  get url(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  async start(): Promise<void> {
    const server = new Server({ 'grpc.max_receive_message_length': 16 * 1024 * 1024 });
    const [append, batchAppend, read] = [handleAppend(this), handleBatchAppend(this), handleRead(this)];
    const unused = (): never => {
      throw new Error('The stand-in does not know this call.');
    };
    server.addService(StreamsService, {
      append: (...call: Parameters<typeof append>) => (this.calls.append++, append(...call)),
      batchAppend: (...call: Parameters<typeof batchAppend>) => (this.calls.batchAppend++, batchAppend(...call)),
      read: (...call: Parameters<typeof read>) => (this.calls.read++, read(...call)),
      delete: unused,
      tombstone: unused,
    });
    server.addService(ServerFeaturesService, {
      getSupportedMethods: (_: unknown, answer: sendUnaryData<SupportedMethods>) => {
        this.calls.features++;
        answer(null, supportedMethods(this.version));
      },
    });
    server.addService(GossipService, {
      read: (_: unknown, answer: sendUnaryData<ClusterInfo>) => {
        this.calls.gossip++;
        answer(null, this.clusterInfo());
      },
    });
    this.port = await listen(server, this.port, this.options);
    this.server = server;
  }

  /** Every connection is cut at once. */
  stop(): void {
    this.server?.forceShutdown();
    this.server = undefined;
    this.subscriptions.clear();
    this.log.forgetRecentIds();
  }

  /** On the same port, with the same log and empty caches. */
  async restart(): Promise<void> {
    this.stop();
    await this.start();
  }

  cutSubscriptions(cut: Cut): void {
    for (const subscription of [...this.subscriptions]) subscription.cut(cut);
  }

  refuses(metadata: Metadata): ServiceError | undefined {
    const leader = this.faults.leaderIsNow ?? this.cluster.leader;
    if (leader !== this && metadata.get('requires-leader')[0] === 'true')
      return notLeader({ host: '127.0.0.1', port: leader.port });
    if (this.options.login === undefined) return undefined;
    const wanted = `Basic ${Buffer.from(this.options.login).toString('base64')}`;
    return metadata.get('authorization')[0] === wanted ? undefined : unauthenticated();
  }

  private clusterInfo(): ClusterInfo {
    const { nodes, leader } = this.cluster;
    return new ClusterInfo().setMembersList(nodes.map((node) => node.asMember(node === leader)));
  }

  private asMember(leads: boolean): MemberInfo {
    return new MemberInfo()
      .setInstanceId(this.instanceId)
      .setTimeStamp(String(Date.now()))
      .setState(leads ? MemberInfo.VNodeState.LEADER : MemberInfo.VNodeState.FOLLOWER)
      .setIsAlive(this.server !== undefined)
      .setHttpEndPoint(new EndPoint().setAddress('127.0.0.1').setPort(this.port));
  }
}

function listen(server: Server, port: number, { tls }: StandInOptions): Promise<number> {
  const credentials = tls
    ? ServerCredentials.createSsl(null, [{ cert_chain: tls.certificate, private_key: tls.key }])
    : ServerCredentials.createInsecure();
  return new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, credentials, (error, bound) => (error ? reject(error) : resolve(bound)));
  });
}

function supportedMethods(version: string): SupportedMethods {
  const method = (name: string, features: string[]): SupportedMethod =>
    new SupportedMethod()
      .setServiceName('event_store.client.streams.streams')
      .setMethodName(name)
      .setFeaturesList(features);
  const methods = [
    method('append', []),
    method('batchappend', ['deadline_duration']),
    method('read', ['position', 'events']),
  ];
  return new SupportedMethods().setEventStoreServerVersion(version).setMethodsList(methods);
}

/** A stand-in that listens on a free port. */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const standIn = new StandIn(options);
  await standIn.start();
  return standIn;
}
