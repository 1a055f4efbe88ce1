using Microsoft.Extensions.Configuration;

namespace Partnero.Contracts.AspNetCore.Tests.Hosting;

/// <summary>A configuration whose secrets change while the consumer runs, as a file's do.</summary>
internal sealed class Reloadable : ConfigurationProvider, IConfigurationSource
{
    public const string Section = "Partnero";

    public Reloadable(params string[] secrets) => Set(secrets);

    /// <summary>Replaces the secrets and tells everybody.</summary>
    public void Replace(params string[] secrets)
    {
        Set(secrets);
        OnReload();
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    private void Set(string[] secrets) => Data = secrets.Select((secret, index) => (secret, index))
        .ToDictionary(pair => $"{Section}:Secrets:{pair.index}", pair => (string?)pair.secret, StringComparer.OrdinalIgnoreCase);
}
