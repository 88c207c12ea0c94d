-- Nothing can be retrieved before it is published; a card that says so has its dates mixed up.
SELECT source_id, published_on, retrieved_on FROM sources WHERE retrieved_on < published_on
