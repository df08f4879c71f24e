// A story starts whole processes and waits for webhooks: minutes, not seconds, and only when something is wrong.
jest.setTimeout(180_000);
