/**
 * Imported before the engine: freezing every World finds mistakes while the engine is worked on, and costs a run of a
 * thousand scripts too much.
 */
process.env['NODE_ENV'] ??= 'production';
