/** The package's own kit, over HTTP, on each database. */
import { after, before, describe, it } from 'node:test';
import { createHttpAdapter } from 'aicc-messages/adapters/http';
import { describeConformance } from 'aicc-messages/testing';
import { databases, testService, type TestService } from './support/services.js';

for (const kind of databases) {
  describe(`conformance on ${kind}`, () => {
    let service: TestService;
    before(async () => (service = await testService(kind)));
    after(() => service.end());
    describeConformance(describe, it, () =>
      createHttpAdapter({
        baseUrl: `${service.url}/api`,
        headers: () => ({ Cookie: 'demo-user=1001' }),
      }),
    );
  });
}
