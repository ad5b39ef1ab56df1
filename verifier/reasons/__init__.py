"""Every reason Candor can give: catalogue, rendering, languages."""
