import { config } from 'zod';

// The page's security policy forbids building functions from text, which zod would try for its schemas.
config({ jitless: true });
