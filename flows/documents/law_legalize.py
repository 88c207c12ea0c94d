def read_legalize_law(document, law_revision_id):
    raise NotImplementedError
