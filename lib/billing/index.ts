export { adapters } from './adapters.ts';
export { agreementOf } from './generic/agreement.ts';
export { buttonsOf, type Candidate, candidatesOf } from './generic/candidates.ts';
export { customerPage, notePage, siretsOn } from './generic/customer.ts';
export { merged, type Origin, originOf, type Told } from './generic/merge.ts';
export { numbersOf, type PageNumbers } from './generic/numbers.ts';
export { listedReading, visibleReading } from './generic/reading.ts';
export { valuesOf } from './generic/values.ts';
