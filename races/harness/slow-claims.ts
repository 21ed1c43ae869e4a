import type { Database } from '../../server/schema.ts'

/**
 * Makes every claim of nights take so long, so that statements that two servers begin at the same
 * moment are under way together, on a machine however fast.
 */
export function slowDownClaims({ inScript }: Database, wait_ms: number): Promise<void> {
  return inScript((runner) =>
    runner.script(`
      CREATE FUNCTION wait_a_moment() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_sleep(${wait_ms / 1000}); RETURN NEW; END $$;
      CREATE TRIGGER wait_a_moment BEFORE INSERT ON held_nights
        FOR EACH ROW EXECUTE FUNCTION wait_a_moment();`),
  )
}
