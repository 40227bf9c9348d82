import type { SupplierKey } from './association';

/** One bulk purchase of the demonstration. Quantities in kg, prices in birr per kg, amounts in birr. */
export interface PurchasePlan {
  readonly title: string;
  readonly item: string;
  readonly minimumQuantity: string;
  readonly minimumMembers: number;
  /** Of its season's seed that each member asks for: the demand of one buying 2,000 kg a season at 0.5 is 1,000 kg. */
  readonly share: number;
  /** How many members respond, in the order of the list; the others decline. */
  readonly responding: number;
  /** What a member would pay alone: from this quantity, this price. */
  readonly alone: readonly Tier[];
  readonly supplier: SupplierKey;
  readonly offer: readonly Tier[];
  readonly freight: string;
  readonly awardReason: string;
  /** The highest landed price that members accept. */
  readonly maximum: string;
  /** Shares of the ordered quantity that arrive, one delivery each, and what the inspector rejects of it. */
  readonly deliveries: readonly Delivery[];
  /** Members (by place in the list) that pay late, and by how many days. */
  readonly late: ReadonlyMap<number, number>;
}

export interface Tier {
  readonly from: string;
  readonly price: string;
}

export interface Delivery {
  readonly share: number;
  readonly rejected: number;
  /** Why the inspector rejected it. */
  readonly remark?: string;
}

const wholesale: readonly Tier[] = [
  { from: '0', price: '64.00' },
  { from: '1000', price: '62.50' },
  { from: '5000', price: '61.00' },
];

/** Played one after another, each to its end. */
export const settled: readonly PurchasePlan[] = [
  {
    title: 'Niger seed for the rainy season',
    item: 'Niger seed (noug), cleaned, new harvest',
    minimumQuantity: '40000',
    minimumMembers: 25,
    share: 0.5,
    responding: 50,
    alone: wholesale,
    supplier: 'union',
    offer: [
      { from: '1000', price: '60.00' },
      { from: '20000', price: '56.50' },
      { from: '45000', price: '54.00' },
      { from: '80000', price: '52.80' },
    ],
    freight: '48500.00',
    awardReason: 'The only offer with cleaned seed within ten days.',
    maximum: '60',
    deliveries: [{ share: 1, rejected: 0 }],
    late: new Map([[11, 12]]),
  },
  {
    title: 'Linseed before the fasting months',
    item: 'Linseed, machine cleaned',
    minimumQuantity: '30000',
    minimumMembers: 25,
    share: 0.35,
    responding: 50,
    alone: [
      { from: '0', price: '58.00' },
      { from: '1000', price: '56.80' },
    ],
    supplier: 'gojam',
    offer: [
      { from: '1000', price: '55.00' },
      { from: '25000', price: '51.20' },
      { from: '60000', price: '49.90' },
    ],
    freight: '39900.00',
    awardReason: 'Lowest landed price of the two suppliers that have linseed.',
    maximum: '54.5',
    deliveries: [
      { share: 0.6, rejected: 0 },
      { share: 0.4, rejected: 640, remark: 'Sixteen bags wet from the rain.' },
    ],
    late: new Map([
      [11, 20],
      [33, 5],
    ]),
  },
  {
    title: 'Niger seed for the dry season',
    item: 'Niger seed (noug), cleaned',
    minimumQuantity: '45000',
    minimumMembers: 30,
    share: 0.55,
    responding: 50,
    alone: wholesale,
    supplier: 'union',
    offer: [
      { from: '1000', price: '59.40' },
      { from: '20000', price: '55.90' },
      { from: '50000', price: '53.10' },
      { from: '90000', price: '52.00' },
    ],
    freight: '50200.00',
    awardReason: 'Delivered on time in the season before.',
    maximum: '59',
    deliveries: [{ share: 1, rejected: 0 }],
    late: new Map(),
  },
];

/** Nine members ask for less than the threshold: it fails. */
export const failed: PurchasePlan = {
  ...settled[1]!,
  title: 'Sesame for roasting',
  item: 'Sesame, white, for roasting',
  minimumQuantity: '20000',
  minimumMembers: 20,
  share: 0.2,
  responding: 9,
  supplier: 'metema',
  late: new Map(),
};

/** Stands in the middle of its commitments when the demonstration is ready. */
export const underway: PurchasePlan = {
  ...settled[0]!,
  title: 'Sunflower seed, first joint order',
  item: 'Sunflower seed, high oil',
  minimumQuantity: '35000',
  minimumMembers: 25,
  share: 0.45,
  responding: 41,
  supplier: 'gojam',
  awardReason: 'The members tried its seed and found the yield good.',
  late: new Map(),
};

/** Members (from the first) that have committed to it by then. */
export const committedUnderway = 17;
