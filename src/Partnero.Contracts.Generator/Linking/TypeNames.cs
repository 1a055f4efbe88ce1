using System;
using System.Collections.Generic;

namespace Partnero.Contracts.Generator.Linking;

/// <summary>The names of types that are taken, and by what. Two that differ only in case would be one file.</summary>
internal sealed class TypeNames
{
    private readonly Dictionary<string, string> _owners = new(StringComparer.OrdinalIgnoreCase)
    {
        ["PartneroDispatcher"] = "the dispatcher",
        ["PartneroEvents"] = "the list of events",
    };

    public bool TryTake(string name, string owner, out string takenBy)
    {
        if (_owners.TryGetValue(name, out takenBy!))
            return false;
        _owners.Add(name, owner);
        return true;
    }
}
