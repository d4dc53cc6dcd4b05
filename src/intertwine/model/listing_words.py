"""Public words that most universes share: genres, and whether a title is still made."""

GENRES = (
    "Action", "Adventure", "Animation", "Anime", "Biography", "Children", "Comedy", "Crime", "Documentary", "Drama",
    "Espionage", "Family", "Fantasy", "Historical", "History", "Horror", "Legal", "Martial arts", "Medical", "Music",
    "Musical", "Mystery", "Political", "Reality", "Romance", "Satire", "Science fiction", "Short", "Sport", "Superhero",
    "Supernatural", "Thriller", "Travel", "War", "Western",
)  # fmt: skip
STATUSES = (
    "Announced", "Canceled", "Completed", "Ended", "In development", "In production", "On hiatus", "Ongoing", "Pilot",
    "Planned", "Post-production", "Released", "Returning series", "Running", "To be determined", "Upcoming",
)  # fmt: skip
