// How long a test takes is measured in benchmarks, never asserted: the limit only ends what hangs, on a busy machine too.
jest.setTimeout(180_000);
