using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Partnero.Contracts.AspNetCore;

/// <summary>What an inbox knows a delivery by, from its bytes alone: also of one that no schema describes, or that cannot be read.</summary>
internal readonly record struct InboxKeys(string? Event, string? Entity, string? CreatedAt)
{
    private const int MaxEntity = 200;

    /// <summary>Finds what the envelope says; each part is null where it is not there, or not what it should be.</summary>
    public static InboxKeys Find(ReadOnlySpan<byte> body)
    {
        string? name = null, createdAt = null, id = null;
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return default;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isEvent = reader.ValueTextEquals("event"u8);
                var isTime = reader.ValueTextEquals("created_at"u8);
                var isData = reader.ValueTextEquals("data"u8);
                if (!reader.Read())
                    break;
                if (isEvent && reader.TokenType == JsonTokenType.String)
                    name = reader.GetString();
                else if (isTime && reader.TokenType == JsonTokenType.String)
                    createdAt = reader.GetString();
                else if (isData)
                    id = FindId(ref reader);
                else
                    reader.Skip();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // It breaks off, or a text is not text: what was found before is what is known.
        }

        return new(name, name is null || id is null ? null : Fitting($"{name.Split('.', 2)[0]}:{id}"), createdAt);
    }

    /// <summary>What a delivery has in common with its duplicates: 64 hexadecimal digits.</summary>
    public string IdentityBy(InboxIdentity kind, string program, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // What stands before is of one length or ends with a NUL, which no name has: so no two of them run into one.
        hash.AppendData(Encoding.UTF8.GetBytes(program + "\0"));
        if (kind == InboxIdentity.EntityAndTime && this is { Event: { } name, Entity: { } entity, CreatedAt: { } createdAt })
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\0{entity}\0{createdAt}"));
        else
            hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The id of an entity, or else its key.</summary>
    private static string? FindId(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        string? id = null, key = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isId = reader.ValueTextEquals("id"u8);
            var isKey = reader.ValueTextEquals("key"u8);
            if (!reader.Read())
                break;
            if (isId)
                id = IdOf(ref reader);
            else if (isKey)
                key = IdOf(ref reader);
            else
                reader.Skip();
        }

        return id ?? key;
    }

    private static string? IdOf(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Number:
                return Encoding.UTF8.GetString(reader.ValueSpan);
            default:
                reader.Skip();
                return null;
        }
    }

    /// <summary>An entity's name as it is; the hash of one that is too long for a column, or holds what not every database stores, such as a NUL.</summary>
    private static string Fitting(string entity) =>
        entity.Length <= MaxEntity && !entity.Any(char.IsControl) ? entity : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(entity)));
}
