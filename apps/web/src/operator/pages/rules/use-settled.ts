import { useEffect, useState } from 'react';

const PAUSE_MS = 400;

/** What somebody types, once they pause: so that not every letter asks the API. */
export function useSettled<Value>(value: Value): Value {
  const text = JSON.stringify(value);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => { setSettled(text); }, PAUSE_MS); // prettier-ignore
    return () => { clearTimeout(timer); }; // prettier-ignore
  }, [text]);
  return JSON.parse(settled) as Value;
}
