"""The reviewer console: the queue, a case, an appeal, and what a reviewer does there."""
