-- A trip that its driver accepted may be taken from him: by operations, or by dispatch itself. It is not his refusal then.
ALTER TABLE dispatch.offer ADD COLUMN given_back_by text CHECK (given_back_by IN ('DRIVER', 'OPS', 'DISPATCH'));
UPDATE dispatch.offer SET given_back_by = 'DRIVER' WHERE given_back_at IS NOT NULL;
ALTER TABLE dispatch.offer ADD CHECK ((given_back_by IS NULL) = (given_back_at IS NULL));
