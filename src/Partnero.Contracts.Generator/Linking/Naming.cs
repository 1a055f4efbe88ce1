using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Partnero.Contracts.Generator.Linking;

/// <summary>Makes C# names from names in schemas.</summary>
internal static class Naming
{
    /// <summary>Members that every object has already.</summary>
    private static readonly HashSet<string> OfObjects =
        ["Clone", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "PrintMembers", "ReferenceEquals", "ToString"];

    /// <summary>Members that every generated record has besides.</summary>
    private static readonly HashSet<string> OfRecords = [.. OfObjects, "AdditionalProperties", "EqualityContract", "Read"];

    /// <summary>Members that every generated set of values has besides.</summary>
    private static readonly HashSet<string> OfValues = [.. OfObjects, "IsKnown", "Value"];

    /// <summary><c>referral_link</c>, <c>partner.created</c> and <c>note-type</c> become <c>ReferralLink</c>, <c>PartnerCreated</c> and <c>NoteType</c>.</summary>
    public static string Pascal(string name)
    {
        var pascal = new StringBuilder();
        var upper = true;
        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c))
            {
                upper = true;
                continue;
            }

            if (pascal.Length == 0 && char.IsDigit(c))
                pascal.Append('_');
            pascal.Append(upper ? char.ToUpperInvariant(c) : c);
            upper = false;
        }

        // Not "_", which a pattern takes for anything.
        return pascal.Length == 0 ? "Unnamed" : pascal.ToString();
    }

    /// <summary>A type's name, which may not be that of a member that it has.</summary>
    public static string Type(string name)
    {
        var pascal = Pascal(name);
        return pascal is "Event" or "All" || OfRecords.Contains(pascal) || OfValues.Contains(pascal) ? pascal + "Type" : pascal;
    }

    /// <summary>The nearest name of a namespace: a project may be called my-shop.</summary>
    public static string Namespace(string name) => string.Join(".", name.Split('.').Select(part =>
    {
        var identifier = string.Concat(part.Select(c => SyntaxFacts.IsIdentifierPartCharacter(c) ? c : '_'));
        return SyntaxFacts.IsValidIdentifier(identifier) ? identifier : "_" + identifier;
    }));

    /// <summary>A property's name, which may be neither that of its record nor of a member that every record has.</summary>
    public static string Property(string name, string typeName) => Free(name, typeName, OfRecords, "Property");

    /// <summary>A known value's name, which may be neither that of its type nor of a member that every such type has.</summary>
    public static string Value(string text, string typeName) => Free(text, typeName, OfValues, "Value");

    private static string Free(string name, string typeName, HashSet<string> taken, string suffix)
    {
        var pascal = Pascal(name);
        return pascal == typeName || taken.Contains(pascal) ? pascal + suffix : pascal;
    }
}
