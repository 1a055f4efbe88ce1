<?php
// Encodes values with PHP's own json_encode.
// Each line of the input is {"flags": INT, "value": TREE}, with the trees of php-json-vectors.jsonl;
// each line of the output is the JSON in base64, or a dash where PHP refused.
function value(array $tree)
{
    switch ($tree[0]) {
        case 'null': return null;
        case 'bool': return $tree[1];
        case 'int': return (int)$tree[1];
        case 'float': return unpack('E', hex2bin($tree[1]))[1];
        case 'string': return base64_decode($tree[1]);
        case 'array':
            $array = [];
            foreach ($tree[1] as [$key, $inner]) $array[$key[0] === 'i' ? (int)$key[1] : base64_decode($key[1])] = value($inner);
            return $array;
        case 'object':
            // A cast, because PHP sets no property whose name begins with NUL in any other way.
            $properties = [];
            foreach ($tree[1] as [$name, $inner]) $properties[base64_decode($name)] = value($inner);
            return (object)$properties;
    }
    throw new UnexpectedValueException("No value is called '{$tree[0]}'.");
}
while (($line = fgets(STDIN)) !== false) {
    $case = json_decode($line, true, 8192, JSON_THROW_ON_ERROR);
    $json = json_encode(value($case['value']), $case['flags']);
    echo $json === false ? '-' : base64_encode($json), "\n";
}
