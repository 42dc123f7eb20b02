-- By hand.

-- old processes: look for what failed among all deliveries of a workspace, which takes them longer, until they are replaced.
DROP INDEX "deliveries_failed";
