/** `aicc-messages/testing`: run the adapter contract on your own adapter, and yours against bad ones. */
export {
  conformanceChecks,
  describeConformance,
  runCheck,
  runConformance,
  type CheckResult,
  type ConformanceOptions,
  type ConformanceReport,
} from './conformance.js';
export {
  CheckContext,
  type ConformanceCheck,
  type Fixtures,
  type MakeAdapter,
} from './check-context.js';
export { badAdapters, type BadAdapter } from './bad-adapters.js';
