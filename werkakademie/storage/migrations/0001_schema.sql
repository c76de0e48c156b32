-- Schema 1: everything the first release stores. Frozen once released; later steps are files of their own.

CREATE TABLE account (
    id CHAR(32) NOT NULL,
    name VARCHAR(120) NOT NULL,
    created_at DATETIME NOT NULL,
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE attachment (
    sha256 VARCHAR(64) NOT NULL,
    size INTEGER NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (sha256)
);

CREATE TABLE employer (
    id CHAR(32) NOT NULL,
    name VARCHAR(200) NOT NULL,
    city VARCHAR(120) NOT NULL,
    created_at DATETIME NOT NULL,
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE import_profile (
    id CHAR(32) NOT NULL,
    name VARCHAR(120) NOT NULL,
    mapping VARCHAR NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE participant (
    -- The row number that the search index points to; only the database knows it.
    number INTEGER PRIMARY KEY,
    given_names VARCHAR(200) NOT NULL,
    family_name VARCHAR(200) NOT NULL,
    own_number VARCHAR(60) NOT NULL,
    birth_date DATE,
    age INTEGER,
    age_as_of DATE,
    sex VARCHAR(32),
    client_kind VARCHAR(32),
    applicant_type VARCHAR(32),
    school_leaving VARCHAR(32),
    vocational_qualification VARCHAR(32),
    german_level VARCHAR(32),
    pc_skill VARCHAR(32),
    languages VARCHAR(200) NOT NULL,
    minijob_at_entry BOOLEAN,
    single_parent BOOLEAN,
    months_in_need INTEGER,
    months_in_need_as_of DATE,
    months_in_need_source VARCHAR(120) NOT NULL,
    unemployed_since DATE,
    phone VARCHAR(60) NOT NULL,
    email VARCHAR(200) NOT NULL,
    street VARCHAR(200) NOT NULL,
    postcode VARCHAR(12) NOT NULL,
    city VARCHAR(120) NOT NULL,
    id CHAR(32) NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    -- Base letters in lower case, for the order of lists and the search; made by storage/folding_sql.py, then frozen.
    folded TEXT NOT NULL GENERATED ALWAYS AS (
        CASE
        WHEN family_name || char(9) || given_names || char(9) || own_number || char(9) || city GLOB '*[^' || char(1) || '-ſ]*'
        THEN replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(family_name || char(9) || given_names || char(9) || own_number || char(9) || city), 'À', 'a'), 'Á', 'a'), 'Â', 'a'), 'Ã', 'a'), 'Ä', 'a'), 'Å', 'a'), 'Æ', 'ae'), 'Ç', 'c'), 'È', 'e'), 'É', 'e'), 'Ê', 'e'), 'Ë', 'e'), 'Ì', 'i'), 'Í', 'i'), 'Î', 'i'), 'Ï', 'i'), 'Ð', 'd'), 'Ñ', 'n'), 'Ò', 'o'), 'Ó', 'o'), 'Ô', 'o'), 'Õ', 'o'), 'Ö', 'o'), 'Ø', 'o'), 'Ù', 'u'), 'Ú', 'u'), 'Û', 'u'), 'Ü', 'u'), 'Ý', 'y'), 'Þ', 'th'), 'ß', 'ss'), 'à', 'a'), 'á', 'a'), 'â', 'a'), 'ã', 'a'), 'ä', 'a'), 'å', 'a'), 'æ', 'ae'), 'ç', 'c'), 'è', 'e'), 'é', 'e'), 'ê', 'e'), 'ë', 'e'), 'ì', 'i'), 'í', 'i'), 'î', 'i'), 'ï', 'i'), 'ð', 'd'), 'ñ', 'n'), 'ò', 'o'), 'ó', 'o'), 'ô', 'o'), 'õ', 'o'), 'ö', 'o'), 'ø', 'o'), 'ù', 'u'), 'ú', 'u'), 'û', 'u'), 'ü', 'u'), 'ý', 'y'), 'þ', 'th'), 'ÿ', 'y'), 'Ā', 'a'), 'ā', 'a'), 'Ă', 'a'), 'ă', 'a'), 'Ą', 'a'), 'ą', 'a'), 'Ć', 'c'), 'ć', 'c'), 'Ĉ', 'c'), 'ĉ', 'c'), 'Ċ', 'c'), 'ċ', 'c'), 'Č', 'c'), 'č', 'c'), 'Ď', 'd'), 'ď', 'd'), 'Đ', 'd'), 'đ', 'd'), 'Ē', 'e'), 'ē', 'e'), 'Ĕ', 'e'), 'ĕ', 'e'), 'Ė', 'e'), 'ė', 'e'), 'Ę', 'e'), 'ę', 'e'), 'Ě', 'e'), 'ě', 'e'), 'Ĝ', 'g'), 'ĝ', 'g'), 'Ğ', 'g'), 'ğ', 'g'), 'Ġ', 'g'), 'ġ', 'g'), 'Ģ', 'g'), 'ģ', 'g'), 'Ĥ', 'h'), 'ĥ', 'h'), 'Ħ', 'h'), 'ħ', 'h'), 'Ĩ', 'i'), 'ĩ', 'i'), 'Ī', 'i'), 'ī', 'i'), 'Ĭ', 'i'), 'ĭ', 'i'), 'Į', 'i'), 'į', 'i'), 'İ', 'i'), 'ı', 'i'), 'Ĳ', 'ij'), 'ĳ', 'ij'), 'Ĵ', 'j'), 'ĵ', 'j'), 'Ķ', 'k'), 'ķ', 'k'), 'ĸ', 'k'), 'Ĺ', 'l'), 'ĺ', 'l'), 'Ļ', 'l'), 'ļ', 'l'), 'Ľ', 'l'), 'ľ', 'l'), 'Ŀ', 'l'), 'ŀ', 'l'), 'Ł', 'l'), 'ł', 'l'), 'Ń', 'n'), 'ń', 'n'), 'Ņ', 'n'), 'ņ', 'n'), 'Ň', 'n'), 'ň', 'n'), 'ŉ', 'n'), 'Ŋ', 'n'), 'ŋ', 'n'), 'Ō', 'o'), 'ō', 'o'), 'Ŏ', 'o'), 'ŏ', 'o'), 'Ő', 'o'), 'ő', 'o'), 'Œ', 'oe'), 'œ', 'oe'), 'Ŕ', 'r'), 'ŕ', 'r'), 'Ŗ', 'r'), 'ŗ', 'r'), 'Ř', 'r'), 'ř', 'r'), 'Ś', 's'), 'ś', 's'), 'Ŝ', 's'), 'ŝ', 's'), 'Ş', 's'), 'ş', 's'), 'Š', 's'), 'š', 's'), 'Ţ', 't'), 'ţ', 't'), 'Ť', 't'), 'ť', 't'), 'Ŧ', 't'), 'ŧ', 't'), 'Ũ', 'u'), 'ũ', 'u'), 'Ū', 'u'), 'ū', 'u'), 'Ŭ', 'u'), 'ŭ', 'u'), 'Ů', 'u'), 'ů', 'u'), 'Ű', 'u'), 'ű', 'u'), 'Ų', 'u'), 'ų', 'u'), 'Ŵ', 'w'), 'ŵ', 'w'), 'Ŷ', 'y'), 'ŷ', 'y'), 'Ÿ', 'y'), 'Ź', 'z'), 'ź', 'z'), 'Ż', 'z'), 'ż', 'z'), 'Ž', 'z'), 'ž', 'z'), 'ſ', 's'), 'Ƈ', 'c'), 'ƈ', 'c'), 'Ə', 'e'), 'ƒ', 'f'), 'Ɨ', 'i'), 'Ơ', 'o'), 'ơ', 'o'), 'Ư', 'u'), 'ư', 'u'), 'Ʒ', 'z'), 'Ǎ', 'a'), 'ǎ', 'a'), 'Ǐ', 'i'), 'ǐ', 'i'), 'Ǒ', 'o'), 'ǒ', 'o'), 'Ǔ', 'u'), 'ǔ', 'u'), 'Ǖ', 'u'), 'ǖ', 'u'), 'Ǘ', 'u'), 'ǘ', 'u'), 'Ǚ', 'u'), 'ǚ', 'u'), 'Ǜ', 'u'), 'ǜ', 'u'), 'Ǟ', 'a'), 'ǟ', 'a'), 'Ǣ', 'ae'), 'ǣ', 'ae'), 'Ǥ', 'g'), 'ǥ', 'g'), 'Ǧ', 'g'), 'ǧ', 'g'), 'Ǩ', 'k'), 'ǩ', 'k'), 'Ǫ', 'o'), 'ǫ', 'o'), 'Ǭ', 'o'), 'ǭ', 'o'), 'Ǯ', 'z'), 'ǯ', 'z'), 'ǰ', 'j'), 'Ǵ', 'g'), 'ǵ', 'g'), 'Ǹ', 'n'), 'ǹ', 'n'), 'Ǻ', 'a'), 'ǻ', 'a'), 'Ǽ', 'ae'), 'ǽ', 'ae'), 'Ǿ', 'o'), 'ǿ', 'o'), 'Ȁ', 'a'), 'ȁ', 'a'), 'Ȃ', 'a'), 'ȃ', 'a'), 'Ȅ', 'e'), 'ȅ', 'e'), 'Ȇ', 'e'), 'ȇ', 'e'), 'Ȉ', 'i'), 'ȉ', 'i'), 'Ȋ', 'i'), 'ȋ', 'i'), 'Ȍ', 'o'), 'ȍ', 'o'), 'Ȏ', 'o'), 'ȏ', 'o'), 'Ȑ', 'r'), 'ȑ', 'r'), 'Ȓ', 'r'), 'ȓ', 'r'), 'Ȕ', 'u'), 'ȕ', 'u'), 'Ȗ', 'u'), 'ȗ', 'u'), 'Ș', 's'), 'ș', 's'), 'Ț', 't'), 'ț', 't'), 'Ȟ', 'h'), 'ȟ', 'h'), 'Ȧ', 'a'), 'ȧ', 'a'), 'Ȩ', 'e'), 'ȩ', 'e'), 'Ȫ', 'o'), 'ȫ', 'o'), 'Ȭ', 'o'), 'ȭ', 'o'), 'Ȯ', 'o'), 'ȯ', 'o'), 'Ȱ', 'o'), 'ȱ', 'o'), 'Ȳ', 'y'), 'ȳ', 'y'), 'ə', 'e'), 'ɨ', 'i'), 'ʒ', 'z'), 'Ά', 'α'), 'Έ', 'ε'), 'Ή', 'η'), 'Ί', 'ι'), 'Ό', 'ο'), 'Ύ', 'υ'), 'Ώ', 'ω'), 'ΐ', 'ι'), 'Α', 'α'), 'Β', 'β'), 'Γ', 'γ'), 'Δ', 'δ'), 'Ε', 'ε'), 'Ζ', 'ζ'), 'Η', 'η'), 'Θ', 'θ'), 'Ι', 'ι'), 'Κ', 'κ'), 'Λ', 'λ'), 'Μ', 'μ'), 'Ν', 'ν'), 'Ξ', 'ξ'), 'Ο', 'ο'), 'Π', 'π'), 'Ρ', 'ρ'), 'Σ', 'σ'), 'Τ', 'τ'), 'Υ', 'υ'), 'Φ', 'φ'), 'Χ', 'χ'), 'Ψ', 'ψ'), 'Ω', 'ω'), 'Ϊ', 'ι'), 'Ϋ', 'υ'), 'ά', 'α'), 'έ', 'ε'), 'ή', 'η'), 'ί', 'ι'), 'ΰ', 'υ'), 'ς', 'σ'), 'ϊ', 'ι'), 'ϋ', 'υ'), 'ό', 'ο'), 'ύ', 'υ'), 'ώ', 'ω'), 'Ѐ', 'е'), 'Ё', 'е'), 'Ђ', 'ђ'), 'Ѓ', 'г'), 'Є', 'є'), 'Ѕ', 'ѕ'), 'І', 'і'), 'Ї', 'і'), 'Ј', 'ј'), 'Љ', 'љ'), 'Њ', 'њ'), 'Ћ', 'ћ'), 'Ќ', 'к'), 'Ѝ', 'и'), 'Ў', 'у'), 'Џ', 'џ'), 'А', 'а'), 'Б', 'б'), 'В', 'в'), 'Г', 'г'), 'Д', 'д'), 'Е', 'е'), 'Ж', 'ж'), 'З', 'з'), 'И', 'и'), 'Й', 'и'), 'К', 'к'), 'Л', 'л'), 'М', 'м'), 'Н', 'н'), 'О', 'о'), 'П', 'п'), 'Р', 'р'), 'С', 'с'), 'Т', 'т'), 'У', 'у'), 'Ф', 'ф'), 'Х', 'х'), 'Ц', 'ц'), 'Ч', 'ч'), 'Ш', 'ш'), 'Щ', 'щ'), 'Ъ', 'ъ'), 'Ы', 'ы'), 'Ь', 'ь'), 'Э', 'э'), 'Ю', 'ю'), 'Я', 'я'), 'й', 'и'), 'ѐ', 'е'), 'ё', 'е'), 'ѓ', 'г'), 'ї', 'і'), 'ќ', 'к'), 'ѝ', 'и'), 'ў', 'у'), 'Ґ', 'ґ'), 'Ḃ', 'b'), 'ḃ', 'b'), 'Ḇ', 'b'), 'ḇ', 'b'), 'Ḋ', 'd'), 'ḋ', 'd'), 'Ḍ', 'd'), 'ḍ', 'd'), 'Ḏ', 'd'), 'ḏ', 'd'), 'Ḑ', 'd'), 'ḑ', 'd'), 'Ḓ', 'd'), 'ḓ', 'd'), 'Ḕ', 'e'), 'ḕ', 'e'), 'Ḗ', 'e'), 'ḗ', 'e'), 'Ḙ', 'e'), 'ḙ', 'e'), 'Ḛ', 'e'), 'ḛ', 'e'), 'Ḝ', 'e'), 'ḝ', 'e'), 'Ḟ', 'f'), 'ḟ', 'f'), 'Ḡ', 'g'), 'ḡ', 'g'), 'Ḣ', 'h'), 'ḣ', 'h'), 'Ḥ', 'h'), 'ḥ', 'h'), 'Ḧ', 'h'), 'ḧ', 'h'), 'Ḩ', 'h'), 'ḩ', 'h'), 'Ḫ', 'h'), 'ḫ', 'h'), 'Ḭ', 'i'), 'ḭ', 'i'), 'Ḯ', 'i'), 'ḯ', 'i'), 'Ḱ', 'k'), 'ḱ', 'k'), 'Ḳ', 'k'), 'ḳ', 'k'), 'Ḵ', 'k'), 'ḵ', 'k'), 'Ḷ', 'l'), 'ḷ', 'l'), 'Ḹ', 'l'), 'ḹ', 'l'), 'Ḻ', 'l'), 'ḻ', 'l'), 'Ṁ', 'm'), 'ṁ', 'm'), 'Ṃ', 'm'), 'ṃ', 'm'), 'Ṅ', 'n'), 'ṅ', 'n'), 'Ṇ', 'n'), 'ṇ', 'n'), 'Ṉ', 'n'), 'ṉ', 'n'), 'Ṓ', 'o'), 'ṓ', 'o'), 'Ṕ', 'p'), 'ṕ', 'p'), 'Ṗ', 'p'), 'ṗ', 'p'), 'Ṙ', 'r'), 'ṙ', 'r'), 'Ṛ', 'r'), 'ṛ', 'r'), 'Ṝ', 'r'), 'ṝ', 'r'), 'Ṟ', 'r'), 'ṟ', 'r'), 'Ṡ', 's'), 'ṡ', 's'), 'Ṣ', 's'), 'ṣ', 's'), 'Ṫ', 't'), 'ṫ', 't'), 'Ṭ', 't'), 'ṭ', 't'), 'Ṯ', 't'), 'ṯ', 't'), 'Ẁ', 'w'), 'ẁ', 'w'), 'Ẃ', 'w'), 'ẃ', 'w'), 'Ẅ', 'w'), 'ẅ', 'w'), 'Ẇ', 'w'), 'ẇ', 'w'), 'Ẍ', 'x'), 'ẍ', 'x'), 'Ẏ', 'y'), 'ẏ', 'y'), 'Ẑ', 'z'), 'ẑ', 'z'), 'Ẓ', 'z'), 'ẓ', 'z'), 'Ẕ', 'z'), 'ẕ', 'z'), 'ẖ', 'h'), 'ẗ', 't'), 'ẞ', 'ss'), 'Ạ', 'a'), 'ạ', 'a'), 'Ả', 'a'), 'ả', 'a'), 'Ấ', 'a'), 'ấ', 'a'), 'Ầ', 'a'), 'ầ', 'a'), 'Ẩ', 'a'), 'ẩ', 'a'), 'Ẫ', 'a'), 'ẫ', 'a'), 'Ậ', 'a'), 'ậ', 'a'), 'Ắ', 'a'), 'ắ', 'a'), 'Ằ', 'a'), 'ằ', 'a'), 'Ẳ', 'a'), 'ẳ', 'a'), 'Ẵ', 'a'), 'ẵ', 'a'), 'Ặ', 'a'), 'ặ', 'a'), 'Ẹ', 'e'), 'ẹ', 'e'), 'Ẻ', 'e'), 'ẻ', 'e'), 'Ẽ', 'e'), 'ẽ', 'e'), 'Ế', 'e'), 'ế', 'e'), 'Ề', 'e'), 'ề', 'e'), 'Ể', 'e'), 'ể', 'e'), 'Ễ', 'e'), 'ễ', 'e'), 'Ệ', 'e'), 'ệ', 'e'), 'Ỉ', 'i'), 'ỉ', 'i'), 'Ị', 'i'), 'ị', 'i'), 'Ọ', 'o'), 'ọ', 'o'), 'Ỏ', 'o'), 'ỏ', 'o'), 'Ố', 'o'), 'ố', 'o'), 'Ồ', 'o'), 'ồ', 'o'), 'Ổ', 'o'), 'ổ', 'o'), 'Ỗ', 'o'), 'ỗ', 'o'), 'Ộ', 'o'), 'ộ', 'o'), 'Ớ', 'o'), 'ớ', 'o'), 'Ờ', 'o'), 'ờ', 'o'), 'Ở', 'o'), 'ở', 'o'), 'Ỡ', 'o'), 'ỡ', 'o'), 'Ợ', 'o'), 'ợ', 'o'), 'Ụ', 'u'), 'ụ', 'u'), 'Ủ', 'u'), 'ủ', 'u'), 'Ứ', 'u'), 'ứ', 'u'), 'Ừ', 'u'), 'ừ', 'u'), 'Ử', 'u'), 'ử', 'u'), 'Ữ', 'u'), 'ữ', 'u'), 'Ự', 'u'), 'ự', 'u'), 'Ỳ', 'y'), 'ỳ', 'y'), 'Ỵ', 'y'), 'ỵ', 'y'), 'Ỷ', 'y'), 'ỷ', 'y'), 'Ỹ', 'y'), 'ỹ', 'y'), '·', ''), 'ʹ', ''), 'ʺ', ''), 'ʾ', ''), 'ʿ', ''), 'ˈ', ''), 'ˌ', ''), '‡', ''), '’', ''''), '‘', ''''), 'ʼ', ''''), 'ʻ', ''''), '̀', ''), '́', ''), '̂', ''), '̃', ''), '̄', ''), '̅', ''), '̆', ''), '̇', ''), '̈', ''), '̉', ''), '̊', ''), '̋', ''), '̌', ''), '̍', ''), '̎', ''), '̏', ''), '̐', ''), '̑', ''), '̒', ''), '̓', ''), '̔', ''), '̕', ''), '̛', ''), '̣', ''), '̤', ''), '̥', ''), '̦', ''), '̧', ''), '̨', ''), '̩', ''), '̪', ''), '̫', ''), '̬', ''), '̭', ''), '̮', ''), '̯', ''), '̰', ''), '̱', ''), '͟', ''), 'ـ', ''), 'ً', ''), 'ٌ', ''), 'ٍ', ''), 'َ', ''), 'ُ', ''), 'ِ', ''), 'ّ', ''), 'ْ', ''), 'ٓ', ''), 'ٔ', ''), 'ٕ', ''), 'ٰ', ''), 'آ', 'ا'), 'أ', 'ا'), 'ؤ', 'و'), 'إ', 'ا'), 'ئ', 'ي')
        WHEN family_name || char(9) || given_names || char(9) || own_number || char(9) || city GLOB '*[^' || char(1) || '-ÿ]*'
        THEN replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(family_name || char(9) || given_names || char(9) || own_number || char(9) || city), 'À', 'a'), 'Á', 'a'), 'Â', 'a'), 'Ã', 'a'), 'Ä', 'a'), 'Å', 'a'), 'Æ', 'ae'), 'Ç', 'c'), 'È', 'e'), 'É', 'e'), 'Ê', 'e'), 'Ë', 'e'), 'Ì', 'i'), 'Í', 'i'), 'Î', 'i'), 'Ï', 'i'), 'Ð', 'd'), 'Ñ', 'n'), 'Ò', 'o'), 'Ó', 'o'), 'Ô', 'o'), 'Õ', 'o'), 'Ö', 'o'), 'Ø', 'o'), 'Ù', 'u'), 'Ú', 'u'), 'Û', 'u'), 'Ü', 'u'), 'Ý', 'y'), 'Þ', 'th'), 'ß', 'ss'), 'à', 'a'), 'á', 'a'), 'â', 'a'), 'ã', 'a'), 'ä', 'a'), 'å', 'a'), 'æ', 'ae'), 'ç', 'c'), 'è', 'e'), 'é', 'e'), 'ê', 'e'), 'ë', 'e'), 'ì', 'i'), 'í', 'i'), 'î', 'i'), 'ï', 'i'), 'ð', 'd'), 'ñ', 'n'), 'ò', 'o'), 'ó', 'o'), 'ô', 'o'), 'õ', 'o'), 'ö', 'o'), 'ø', 'o'), 'ù', 'u'), 'ú', 'u'), 'û', 'u'), 'ü', 'u'), 'ý', 'y'), 'þ', 'th'), 'ÿ', 'y'), 'Ā', 'a'), 'ā', 'a'), 'Ă', 'a'), 'ă', 'a'), 'Ą', 'a'), 'ą', 'a'), 'Ć', 'c'), 'ć', 'c'), 'Ĉ', 'c'), 'ĉ', 'c'), 'Ċ', 'c'), 'ċ', 'c'), 'Č', 'c'), 'č', 'c'), 'Ď', 'd'), 'ď', 'd'), 'Đ', 'd'), 'đ', 'd'), 'Ē', 'e'), 'ē', 'e'), 'Ĕ', 'e'), 'ĕ', 'e'), 'Ė', 'e'), 'ė', 'e'), 'Ę', 'e'), 'ę', 'e'), 'Ě', 'e'), 'ě', 'e'), 'Ĝ', 'g'), 'ĝ', 'g'), 'Ğ', 'g'), 'ğ', 'g'), 'Ġ', 'g'), 'ġ', 'g'), 'Ģ', 'g'), 'ģ', 'g'), 'Ĥ', 'h'), 'ĥ', 'h'), 'Ħ', 'h'), 'ħ', 'h'), 'Ĩ', 'i'), 'ĩ', 'i'), 'Ī', 'i'), 'ī', 'i'), 'Ĭ', 'i'), 'ĭ', 'i'), 'Į', 'i'), 'į', 'i'), 'İ', 'i'), 'ı', 'i'), 'Ĳ', 'ij'), 'ĳ', 'ij'), 'Ĵ', 'j'), 'ĵ', 'j'), 'Ķ', 'k'), 'ķ', 'k'), 'ĸ', 'k'), 'Ĺ', 'l'), 'ĺ', 'l'), 'Ļ', 'l'), 'ļ', 'l'), 'Ľ', 'l'), 'ľ', 'l'), 'Ŀ', 'l'), 'ŀ', 'l'), 'Ł', 'l'), 'ł', 'l'), 'Ń', 'n'), 'ń', 'n'), 'Ņ', 'n'), 'ņ', 'n'), 'Ň', 'n'), 'ň', 'n'), 'ŉ', 'n'), 'Ŋ', 'n'), 'ŋ', 'n'), 'Ō', 'o'), 'ō', 'o'), 'Ŏ', 'o'), 'ŏ', 'o'), 'Ő', 'o'), 'ő', 'o'), 'Œ', 'oe'), 'œ', 'oe'), 'Ŕ', 'r'), 'ŕ', 'r'), 'Ŗ', 'r'), 'ŗ', 'r'), 'Ř', 'r'), 'ř', 'r'), 'Ś', 's'), 'ś', 's'), 'Ŝ', 's'), 'ŝ', 's'), 'Ş', 's'), 'ş', 's'), 'Š', 's'), 'š', 's'), 'Ţ', 't'), 'ţ', 't'), 'Ť', 't'), 'ť', 't'), 'Ŧ', 't'), 'ŧ', 't'), 'Ũ', 'u'), 'ũ', 'u'), 'Ū', 'u'), 'ū', 'u'), 'Ŭ', 'u'), 'ŭ', 'u'), 'Ů', 'u'), 'ů', 'u'), 'Ű', 'u'), 'ű', 'u'), 'Ų', 'u'), 'ų', 'u'), 'Ŵ', 'w'), 'ŵ', 'w'), 'Ŷ', 'y'), 'ŷ', 'y'), 'Ÿ', 'y'), 'Ź', 'z'), 'ź', 'z'), 'Ż', 'z'), 'ż', 'z'), 'Ž', 'z'), 'ž', 'z'), 'ſ', 's'), '·', '')
        WHEN family_name || char(9) || given_names || char(9) || own_number || char(9) || city GLOB '*[^' || char(1) || '-~]*'
        THEN replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(family_name || char(9) || given_names || char(9) || own_number || char(9) || city), 'À', 'a'), 'Á', 'a'), 'Â', 'a'), 'Ã', 'a'), 'Ä', 'a'), 'Å', 'a'), 'Æ', 'ae'), 'Ç', 'c'), 'È', 'e'), 'É', 'e'), 'Ê', 'e'), 'Ë', 'e'), 'Ì', 'i'), 'Í', 'i'), 'Î', 'i'), 'Ï', 'i'), 'Ð', 'd'), 'Ñ', 'n'), 'Ò', 'o'), 'Ó', 'o'), 'Ô', 'o'), 'Õ', 'o'), 'Ö', 'o'), 'Ø', 'o'), 'Ù', 'u'), 'Ú', 'u'), 'Û', 'u'), 'Ü', 'u'), 'Ý', 'y'), 'Þ', 'th'), 'ß', 'ss'), 'à', 'a'), 'á', 'a'), 'â', 'a'), 'ã', 'a'), 'ä', 'a'), 'å', 'a'), 'æ', 'ae'), 'ç', 'c'), 'è', 'e'), 'é', 'e'), 'ê', 'e'), 'ë', 'e'), 'ì', 'i'), 'í', 'i'), 'î', 'i'), 'ï', 'i'), 'ð', 'd'), 'ñ', 'n'), 'ò', 'o'), 'ó', 'o'), 'ô', 'o'), 'õ', 'o'), 'ö', 'o'), 'ø', 'o'), 'ù', 'u'), 'ú', 'u'), 'û', 'u'), 'ü', 'u'), 'ý', 'y'), 'þ', 'th'), 'ÿ', 'y'), '·', '')
        ELSE lower(family_name || char(9) || given_names || char(9) || own_number || char(9) || city) END
    ) STORED,
    UNIQUE (id)
);

CREATE TABLE reporting_package (
    id CHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    as_of DATE NOT NULL,
    file_name VARCHAR(255) NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    row_count INTEGER NOT NULL,
    definition_version VARCHAR(16) NOT NULL,
    legal_basis VARCHAR(400) NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    PRIMARY KEY (id)
);

CREATE TABLE site (
    name VARCHAR(120) NOT NULL,
    land VARCHAR(32) NOT NULL,
    benefit_name VARCHAR(120) NOT NULL,
    legal_basis VARCHAR(400) NOT NULL,
    legal_basis_as_of DATE,
    centre_recipient VARCHAR(120) NOT NULL,
    follow_up_months INTEGER NOT NULL,
    provisional_weeks INTEGER NOT NULL,
    neutral_marks VARCHAR(12) NOT NULL,
    alarm_after INTEGER NOT NULL,
    id CHAR(32) NOT NULL,
    practice BOOLEAN NOT NULL,
    created_at DATETIME NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE site_key (
    name VARCHAR(32) NOT NULL,
    public VARCHAR NOT NULL,
    secret VARCHAR NOT NULL,
    PRIMARY KEY (name)
);

CREATE TABLE small_group (
    name VARCHAR(120) NOT NULL,
    focus VARCHAR(32) NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE,
    room VARCHAR(120) NOT NULL,
    capacity INTEGER,
    slots_per_week INTEGER,
    appointments_total INTEGER,
    id CHAR(32) NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE account_role (
    account_id CHAR(32) NOT NULL,
    role VARCHAR(32) NOT NULL,
    PRIMARY KEY (account_id, role),
    FOREIGN KEY(account_id) REFERENCES account (id)
);

CREATE TABLE application_document (
    id CHAR(32) NOT NULL,
    participant_id CHAR(32) NOT NULL,
    kind VARCHAR(32) NOT NULL,
    title VARCHAR(200) NOT NULL,
    status VARCHAR(32) NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(participant_id) REFERENCES participant (id)
);
CREATE INDEX ix_application_document_participant_id ON application_document (participant_id);

CREATE TABLE enrolment (
    id CHAR(32) NOT NULL,
    participant_id CHAR(32) NOT NULL,
    group_id CHAR(32) NOT NULL,
    allocated_on DATE NOT NULL,
    entry_on DATE,
    entry_confirmed_because VARCHAR(200) NOT NULL,
    insured_at_entry BOOLEAN,
    non_entry_reason VARCHAR(32),
    non_entry_on DATE,
    exit_on DATE,
    exit_type VARCHAR(32),
    exit_reason VARCHAR(32),
    cut_off_on DATE,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(participant_id) REFERENCES participant (id),
    FOREIGN KEY(group_id) REFERENCES small_group (id)
);
CREATE INDEX ix_enrolment_exit_on ON enrolment (exit_on);
CREATE INDEX ix_enrolment_group_id ON enrolment (group_id);
CREATE INDEX ix_enrolment_participant_id ON enrolment (participant_id);

CREATE TABLE group_coach (
    group_id CHAR(32) NOT NULL,
    account_id CHAR(32) NOT NULL,
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (group_id, account_id),
    FOREIGN KEY(group_id) REFERENCES small_group (id),
    FOREIGN KEY(account_id) REFERENCES account (id)
);

CREATE TABLE job_application (
    position VARCHAR(200) NOT NULL,
    source VARCHAR(32),
    channel VARCHAR(32),
    reference VARCHAR(120) NOT NULL,
    contact VARCHAR(200) NOT NULL,
    note VARCHAR(2000) NOT NULL,
    id CHAR(32) NOT NULL,
    participant_id CHAR(32) NOT NULL,
    employer_id CHAR(32) NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(participant_id) REFERENCES participant (id),
    FOREIGN KEY(employer_id) REFERENCES employer (id)
);
CREATE INDEX ix_job_application_employer_id ON job_application (employer_id);
CREATE INDEX ix_job_application_participant_id ON job_application (participant_id);

CREATE TABLE time_slot (
    id CHAR(32) NOT NULL,
    group_id CHAR(32) NOT NULL,
    weekday INTEGER NOT NULL,
    starts TIME NOT NULL,
    ends TIME NOT NULL,
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(group_id) REFERENCES small_group (id)
);
CREATE INDEX ix_time_slot_group_id ON time_slot (group_id);

CREATE TABLE application_event (
    id CHAR(32) NOT NULL,
    application_id CHAR(32) NOT NULL,
    stage VARCHAR(32) NOT NULL,
    happened_on DATE NOT NULL,
    note VARCHAR(500) NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(application_id) REFERENCES job_application (id)
);
CREATE INDEX ix_application_event_application_id ON application_event (application_id);

CREATE TABLE coaching_session (
    id CHAR(32) NOT NULL,
    group_id CHAR(32) NOT NULL,
    kind VARCHAR(32) NOT NULL,
    slot_id CHAR(32),
    proposed_for DATE,
    enrolment_id CHAR(32),
    held_on DATE NOT NULL,
    starts_at DATETIME NOT NULL,
    ends_at DATETIME NOT NULL,
    room VARCHAR(120) NOT NULL,
    cancelled_because VARCHAR(200) NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(group_id) REFERENCES small_group (id),
    FOREIGN KEY(slot_id) REFERENCES time_slot (id),
    FOREIGN KEY(enrolment_id) REFERENCES enrolment (id)
);
CREATE INDEX ix_coaching_session_group_id ON coaching_session (group_id);
CREATE INDEX ix_coaching_session_held_on ON coaching_session (held_on);

CREATE TABLE document_version (
    id CHAR(32) NOT NULL,
    document_id CHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    file_name VARCHAR(255) NOT NULL,
    media_type VARCHAR(120) NOT NULL,
    attachment_sha256 VARCHAR(64) NOT NULL,
    note VARCHAR(500) NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    PRIMARY KEY (id),
    FOREIGN KEY(document_id) REFERENCES application_document (id),
    FOREIGN KEY(attachment_sha256) REFERENCES attachment (sha256)
);
CREATE INDEX ix_document_version_document_id ON document_version (document_id);

CREATE TABLE follow_up (
    id CHAR(32) NOT NULL,
    enrolment_id CHAR(32) NOT NULL,
    months INTEGER NOT NULL,
    due_on DATE NOT NULL,
    state VARCHAR(32) NOT NULL,
    employer_permission_on DATE,
    closed_on DATE,
    created_at DATETIME NOT NULL,
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(enrolment_id) REFERENCES enrolment (id)
);
CREATE INDEX ix_follow_up_due_on ON follow_up (due_on);
CREATE INDEX ix_follow_up_enrolment ON follow_up (enrolment_id, deleted, state);

CREATE TABLE outcome (
    category INTEGER NOT NULL,
    observed_on DATE NOT NULL,
    evidence VARCHAR(32) NOT NULL,
    says_what_was BOOLEAN NOT NULL,
    training_place VARCHAR(32),
    funding_kind VARCHAR(32),
    registered_unemployed BOOLEAN,
    benefit_change VARCHAR(32),
    subsidised BOOLEAN,
    fixed_term BOOLEAN,
    temporary_agency BOOLEAN,
    occupation_code VARCHAR(5) NOT NULL,
    industry_code VARCHAR(8) NOT NULL,
    weekly_hours FLOAT,
    started_on DATE,
    note VARCHAR(500) NOT NULL,
    id CHAR(32) NOT NULL,
    enrolment_id CHAR(32) NOT NULL,
    as_of DATE NOT NULL,
    withdrawn BOOLEAN NOT NULL,
    recorded_at DATETIME NOT NULL,
    recorded_by CHAR(32),
    PRIMARY KEY (id),
    FOREIGN KEY(enrolment_id) REFERENCES enrolment (id)
);
CREATE INDEX ix_outcome_answer ON outcome (enrolment_id, as_of, withdrawn, recorded_at, id, observed_on, says_what_was, category, training_place, registered_unemployed, started_on);

CREATE TABLE placement (
    employer_name VARCHAR(200) NOT NULL,
    starts_on DATE NOT NULL,
    weekly_hours FLOAT,
    category INTEGER NOT NULL,
    occupation_code VARCHAR(5) NOT NULL,
    industry_code VARCHAR(8) NOT NULL,
    industry_edition VARCHAR(12) NOT NULL,
    subsidised BOOLEAN,
    fixed_term BOOLEAN,
    temporary_agency BOOLEAN,
    id CHAR(32) NOT NULL,
    enrolment_id CHAR(32) NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(enrolment_id) REFERENCES enrolment (id)
);
CREATE INDEX ix_placement_enrolment_id ON placement (enrolment_id);

CREATE TABLE slot_choice (
    enrolment_id CHAR(32) NOT NULL,
    slot_id CHAR(32) NOT NULL,
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (enrolment_id, slot_id),
    FOREIGN KEY(enrolment_id) REFERENCES enrolment (id),
    FOREIGN KEY(slot_id) REFERENCES time_slot (id)
);

CREATE TABLE suspension (
    enrolment_id CHAR(32) NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE,
    kind VARCHAR(32) NOT NULL,
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (enrolment_id, starts_on),
    FOREIGN KEY(enrolment_id) REFERENCES enrolment (id)
);

CREATE TABLE attendance (
    session_id CHAR(32) NOT NULL,
    enrolment_id CHAR(32) NOT NULL,
    mark VARCHAR(32) NOT NULL,
    minutes_late INTEGER,
    reported_at DATETIME,
    recorded_at DATETIME NOT NULL,
    recorded_by CHAR(32),
    PRIMARY KEY (session_id, enrolment_id),
    FOREIGN KEY(session_id) REFERENCES coaching_session (id),
    FOREIGN KEY(enrolment_id) REFERENCES enrolment (id)
);
CREATE INDEX ix_attendance_enrolment_mark ON attendance (enrolment_id, mark);

CREATE TABLE contact_attempt (
    attempted_on DATE NOT NULL,
    channel VARCHAR(32) NOT NULL,
    result VARCHAR(32) NOT NULL,
    note VARCHAR(500) NOT NULL,
    id CHAR(32) NOT NULL,
    follow_up_id CHAR(32) NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    PRIMARY KEY (id),
    FOREIGN KEY(follow_up_id) REFERENCES follow_up (id)
);
CREATE INDEX ix_contact_attempt_follow_up_id ON contact_attempt (follow_up_id);

CREATE INDEX ix_participant_folded ON participant (deleted, folded, id);

-- Finds a person by the beginnings of words. The text stays in participant; triggers keep the index right for every
-- way of writing. An update trigger "OF folded" would never fire: SQLite looks at the columns that were assigned.
CREATE VIRTUAL TABLE participant_fts USING fts5(
    folded,
    content = 'participant',
    content_rowid = 'number',
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co M* S*'",
    prefix = '1 2 3'
);

-- Without it, words of an erased person would stay readable in the index.
INSERT INTO participant_fts (participant_fts, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER participant_fts_insert AFTER INSERT ON participant BEGIN
    INSERT INTO participant_fts (rowid, folded) VALUES (new.number, new.folded);
END;

CREATE TRIGGER participant_fts_update AFTER UPDATE ON participant WHEN old.folded <> new.folded BEGIN
    INSERT INTO participant_fts (participant_fts, rowid, folded) VALUES ('delete', old.number, old.folded);
    INSERT INTO participant_fts (rowid, folded) VALUES (new.number, new.folded);
END;

CREATE TRIGGER participant_fts_delete AFTER DELETE ON participant BEGIN
    INSERT INTO participant_fts (participant_fts, rowid, folded) VALUES ('delete', old.number, old.folded);
END;
