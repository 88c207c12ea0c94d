-- One row per provision of a law that an action of the Self-Defense Forces rests on or that a ground for using
-- weapons applies, in the wording in force when the White Paper was published. Laws cited whole are left out.
-- action_id: The action.
-- condition_id: The ground for using weapons; null for the legal basis of the action.
-- law_id: The law.
-- elm: e-Gov's path of the article or paragraph.
-- provision_id: Its row in provisions.
-- caption: 見出し of the article.
-- law_revision_id: The revision in force when the White Paper was published.
-- valid_to: Day after the last of this wording; null while it is in force.
CREATE VIEW action_provisions AS
    WITH asked AS (
        SELECT action_id, NULL::VARCHAR AS condition_id, source_id, law_id, article, paragraph
        FROM action_legal_bases
        UNION ALL
        SELECT condition.action_id, applied.condition_id, applied.source_id, applied.law_id, applied.article, applied.paragraph
        FROM weapon_use_applied_provisions applied
        JOIN weapon_use_conditions condition USING (condition_id)
    )
    SELECT
        asked.action_id,
        asked.condition_id,
        asked.law_id,
        node.elm,
        node.provision_id,
        node.caption,
        node.law_revision_id,
        node.valid_to
    FROM asked
    JOIN sources source ON source.source_id = asked.source_id
    JOIN provisions node
        ON node.law_id = asked.law_id
        AND node.elm = 'MainProvision-Article_' || asked.article || coalesce('-Paragraph_' || asked.paragraph, '')
        AND node.valid_from <= source.published_on
        AND (node.valid_to IS NULL OR source.published_on < node.valid_to)
    WHERE asked.article IS NOT NULL
    ORDER BY asked.action_id, asked.condition_id, asked.law_id, node.ordinal;
