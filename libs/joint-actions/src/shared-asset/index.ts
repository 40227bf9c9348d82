export { sharedAsset } from './aggregate';
export * from './calendar';
export * from './events';
export * from './phase';
export * from './schemas';
export * from './state';
export * from './facts';
export { assetSettlementProcess } from './settlement';
